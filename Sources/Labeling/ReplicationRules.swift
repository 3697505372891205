/// When an image has been answered by enough people: a short list that is data, one for each project.
///
/// An image is finished by the first rule all of whose conditions hold. While none does, one more person is asked at a
/// time, up to ``maximum``; after that the image goes to a reviewer.
public struct ReplicationRules: Codable, Hashable, Sendable {
    /// Conditions that finish an image together; those left nil ask for nothing.
    public struct Rule: Codable, Hashable, Sendable {
        /// At least so many people answered.
        public var answers: Int
        /// The mean pairwise agreement is at least this, 0…1.
        public var agreement: Double?
        /// The consensus is expected to have at most so many errors.
        public var risk: Double?
        /// That there is nothing on the image has at least this probability, 0…1.
        public var empty: Double?

        /// A rule with its conditions.
        public init(answers: Int, agreement: Double? = nil, risk: Double? = nil, empty: Double? = nil) {
            self.answers = answers
            self.agreement = agreement
            self.risk = risk
            self.empty = empty
        }
    }

    /// The rules, tried in order.
    public var finish: [Rule]
    /// Nobody is asked beyond so many people.
    public var maximum: Int
    /// Whether another opinion is asked for in place of each of somebody who fails known answers, also later: such answers
    /// are none of those that rules and the maximum count.
    public var goldFailed: Bool

    /// Rules with their maximum.
    public init(finish: [Rule], maximum: Int, goldFailed: Bool = false) {
        self.finish = finish
        self.maximum = maximum
        self.goldFailed = goldFailed
    }

    /// Reads rules; without a word about it, who fails known answers is none of their business.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            finish: try container.decode([Rule].self, forKey: .finish),
            maximum: try container.decode(Int.self, forKey: .maximum),
            goldFailed: try container.decodeIfPresent(Bool.self, forKey: .goldFailed) ?? false)
    }

    /// What a project starts with: two people, more only where one error in ten images would be exceeded.
    ///
    /// - Parameter estimatesRisk: whether the project's method estimates errors; where not, agreement decides.
    public static func initial(estimatesRisk: Bool) -> ReplicationRules {
        ReplicationRules(
            finish: [
                estimatesRisk ? Rule(answers: 2, risk: 0.1) : Rule(answers: 2, agreement: 0.8),
                Rule(answers: 2, empty: 0.95),
            ], maximum: 5)
    }

    /// How many people are asked about every image.
    public var first: Int { min(max(1, finish.map(\.answers).min() ?? maximum), maximum) }
}

/// Where an image stands by the rules of its project.
public struct ImageStage: Hashable, Sendable {
    /// Whether it wants more answers.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// It wants another answer.
        case open
        /// A rule finished it.
        case finished
        /// As many as are allowed have answered, and no rule holds.
        case exhausted
    }

    /// The image.
    public let imageID: ImageID
    /// Whether it wants more answers.
    public let state: State
    /// The number of the rule that finished it, from 0.
    public let rule: Int?
    /// How many answers it was judged by.
    public let answers: Int

    /// A stage with all its parts.
    public init(imageID: ImageID, state: State, rule: Int?, answers: Int) {
        self.imageID = imageID
        self.state = state
        self.rule = rule
        self.answers = answers
    }
}

/// How many images of a project stand where, and how many answers they took.
public struct StageTally: Hashable, Sendable {
    /// Images and their answers in one state.
    public struct Part: Hashable, Sendable {
        /// Images.
        public var images = 0
        /// Answers to them.
        public var answers = 0

        /// No images.
        public init() {}
    }

    /// Images that want answers, or have none yet.
    public var open = Part()
    /// Images that a rule finished.
    public var finished = Part()
    /// Images that nobody more is asked about.
    public var exhausted = Part()

    /// No images.
    public init() {}

    /// How many answers the images that are through have saved against asking so many people about each; negative where
    /// they took more.
    public func saved(against replication: Int) -> Int {
        replication * (finished.images + exhausted.images) - finished.answers - exhausted.answers
    }
}
