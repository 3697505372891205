import Agreement
import Geometry
import Labeling

/// What stands out in the work on a project, found from its answers alone.
struct FindBehaviour: Sendable {
    /// Answers below the floor before a person is named.
    private static let fewestFast = 3

    let inputs: [ConsensusInput]
    let behaviours: [AnswerBehaviour]
    let copied: [CopiedPair]
    let floor: Double?

    private struct Turn: Hashable {
        let person: AccountID
        let image: ImageID
    }

    /// Every flag, by kind and person.
    func flags() -> [BehaviourFlag] {
        let images = Dictionary(inputs.map { ($0.image.id, $0) }, uniquingKeysWith: { first, _ in first })
        let seconds = Dictionary(
            behaviours.map { (Turn(person: $0.annotatorID, image: $0.imageID), $0.seconds) },
            uniquingKeysWith: { first, _ in first })
        func evidence(
            _ image: ImageID, of person: AccountID, own: [Shape]? = nil, others: [Shape] = []
        ) -> BehaviourFlag.Evidence? {
            guard let input = images[image],
                let answer = input.submissions.first(where: { $0.annotatorID == person })
            else { return nil }
            return BehaviourFlag.Evidence(
                imageID: image, size: input.image.size, own: own ?? answer.annotations.map(\.shape),
                others: others,
                seconds: seconds[Turn(person: person, image: image)]
                    ?? Double(answer.activeMilliseconds) / 1000)
        }
        let repeated = RepeatedAnswer.all(in: inputs.map(\.answers)).map { found in
            BehaviourFlag(
                .repeated, of: found.annotator, mark: found.images[0].rawValue, images: found.images.count,
                evidence: found.images.prefix(BehaviourFlag.shown).compactMap {
                    evidence($0, of: found.annotator)
                })
        }
        let copies = copied.map { pair in
            let places = inputs.compactMap { input -> BehaviourFlag.Evidence? in
                let same = pair.shapes(in: input.answers)
                return same.isEmpty
                    ? nil
                    : evidence(
                        input.image.id, of: pair.a, own: same.map(\.0.shape), others: same.map(\.1.shape))
            }
            return BehaviourFlag(
                .copied, of: pair.a, and: pair.b, images: pair.images,
                evidence: Array(
                    places.sorted { $0.own.count > $1.own.count }.prefix(BehaviourFlag.shown)))
        }
        return fast(evidence) + repeated + copies
    }

    private func fast(
        _ evidence: (ImageID, AccountID, [Shape]?, [Shape]) -> BehaviourFlag.Evidence?
    ) -> [BehaviourFlag] {
        guard let floor else { return [] }
        return Dictionary(grouping: behaviours.filter { $0.seconds < floor }, by: \.annotatorID)
            .sorted { $0.key < $1.key }
            .filter { $0.value.count >= Self.fewestFast }
            .map { person, answers in
                let fastest = answers.sorted {
                    $0.activeMilliseconds == $1.activeMilliseconds
                        ? $0.imageID < $1.imageID : $0.activeMilliseconds < $1.activeMilliseconds
                }
                return BehaviourFlag(
                    .fast, of: person, images: answers.count,
                    evidence: fastest.prefix(BehaviourFlag.shown).compactMap {
                        evidence($0.imageID, person, nil, [])
                    })
            }
    }
}
