public import Labeling

/// One image that a person answered, with everybody's answers and what was made of them.
public struct CardImage: Sendable {
    /// Everybody's answers.
    public let answers: ImageAnswers
    /// The consensus made of them.
    public let consensus: ImageConsensus
    /// When the person's answer came.
    public let answeredAt: Timestamp
    /// How long they worked on it in milliseconds; 0 where that is not known.
    public let activeMilliseconds: Int64
    /// Whether known answers are its consensus.
    public let isGold: Bool

    /// An image with all its parts.
    public init(
        answers: ImageAnswers, consensus: ImageConsensus, answeredAt: Timestamp, activeMilliseconds: Int64,
        isGold: Bool
    ) {
        self.answers = answers
        self.consensus = consensus
        self.answeredAt = answeredAt
        self.activeMilliseconds = activeMilliseconds
        self.isGold = isGold
    }
}
