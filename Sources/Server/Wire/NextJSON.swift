import Agreement
import Labeling

/// Whether another answer to an image is worth it, and whose.
struct NextJSON: Encodable {
    /// What is to be done.
    enum Decision: String, Encodable {
        case enough
        case nobody
        case ask
    }

    struct OfferJSON: Encodable {
        let annotatorId: AccountID
        let name: String
        /// The number of errors that their answer is expected to take away.
        let errors: Double?
    }

    /// So many people are named at most.
    private static let most = 5

    let decision: Decision
    /// The best choices first.
    let people: [OfferJSON]

    init(_ next: NextAnswer, names: [AccountID: String]) {
        switch next {
        case .enough: (decision, people) = (.enough, [])
        case .nobody: (decision, people) = (.nobody, [])
        case .ask(let offers):
            decision = .ask
            people = offers.prefix(Self.most).map { offer in
                OfferJSON(
                    annotatorId: offer.annotator, name: names[offer.annotator] ?? offer.annotator.rawValue,
                    errors: offer.value?.errors)
            }
        }
    }
}
