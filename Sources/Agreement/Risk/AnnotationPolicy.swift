public import Labeling

/// Somebody who could answer an image.
public struct AvailableAnnotator: Hashable, Sendable {
    /// Who.
    public let id: AccountID
    /// How long an image takes them, in seconds; nil if that is not known.
    public let seconds: Double?

    /// Somebody with their speed.
    public init(id: AccountID, seconds: Double? = nil) {
        self.id = id
        self.seconds = seconds
    }
}

/// What is to be done about an image next.
public enum NextAnswer: Hashable, Sendable {
    /// No further answer is needed.
    case enough
    /// An answer is needed, and nobody is left who could give it.
    case nobody
    /// One of these should answer, the best choice first; never empty.
    case ask([AnswerOffer])
}

/// Somebody who should answer an image, and what that is worth.
public struct AnswerOffer: Codable, Hashable, Sendable {
    /// Who.
    public let annotator: AccountID
    /// What their answer is worth; nil if the method does not estimate it.
    public let value: AnswerValue?

    /// An offer with its value.
    public init(annotator: AccountID, value: AnswerValue?) {
        self.annotator = annotator
        self.value = value
    }
}

/// Who should look at an image next, and whether anybody should.
///
/// A policy is a pure function of what is known; the queue keeps the state.
public protocol AnnotationPolicy: Sendable {
    /// The next answer to an image.
    ///
    /// - Parameters:
    ///   - image: what is known of the image now.
    ///   - people: who could answer; whoever has answered already is left out.
    ///   - model: what was learned of people; nil if nothing was.
    func next(
        for image: ImageConsensus, among people: [AvailableAnnotator], given model: CrowdModel?
    ) -> NextAnswer
}

extension AnnotationPolicy {
    /// Those who have not answered yet, by falling value of their answer: by second if everybody's speed is known, else
    /// by answer; ties and answers without a value in order of identifier.
    func offers(
        for image: ImageConsensus, among people: [AvailableAnnotator], given model: CrowdModel?
    ) -> [AnswerOffer] {
        var left: [AvailableAnnotator] = []
        for person in people.sorted(by: { $0.id < $1.id })
        where !image.annotators.contains(person.id) && left.last?.id != person.id {
            left.append(person)
        }
        let offers = left.map { person in
            AnswerOffer(
                annotator: person.id,
                value: AnswerValue(of: image, by: person.id, given: model, seconds: person.seconds))
        }
        let isTimed = offers.allSatisfy { $0.value?.perSecond != nil }
        let worth = offers.map { (isTimed ? $0.value?.perSecond : $0.value?.errors) ?? 0 }
        return offers.indices
            .sorted { worth[$0] == worth[$1] ? $0 < $1 : worth[$0] > worth[$1] }
            .map { offers[$0] }
    }
}

/// The same number of answers for every image.
public struct FixedReplication: AnnotationPolicy, Codable, Hashable {
    /// How many people answer each image.
    public let answers: Int

    /// A policy with its number of answers.
    public init(answers: Int) {
        self.answers = answers
    }

    /// Asks until the number is reached.
    public func next(
        for image: ImageConsensus, among people: [AvailableAnnotator], given model: CrowdModel?
    ) -> NextAnswer {
        guard image.annotators.count < answers else { return .enough }
        let offers = offers(for: image, among: people, given: model)
        return offers.isEmpty ? .nobody : .ask(offers)
    }
}

/// Answers until the expected errors of an image are few enough.
public struct StopAtRisk: AnnotationPolicy, Codable, Hashable {
    /// When an image is good enough, and the most people who may answer it.
    public let rule: StoppingRule
    /// So many people answer it in any case.
    public let atLeast: Int
    /// The factor by which its risk is multiplied; nil for none.
    public let calibration: RiskCalibration?

    /// A policy with its rule.
    public init(rule: StoppingRule = StoppingRule(), atLeast: Int = 2, calibration: RiskCalibration? = nil) {
        self.rule = rule
        self.atLeast = atLeast
        self.calibration = calibration
    }

    /// Asks while the risk is too high.
    public func next(
        for image: ImageConsensus, among people: [AvailableAnnotator], given model: CrowdModel?
    ) -> NextAnswer {
        let decision = rule.decision(on: image, calibration: calibration)
        let isShort = image.annotators.count < min(atLeast, rule.people)
        guard isShort || decision == .open else { return .enough }
        let offers = offers(for: image, among: people, given: model)
        return offers.isEmpty ? .nobody : .ask(offers)
    }
}
