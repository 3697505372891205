/// Everything that one fit of ``BayesConsensus`` found.
public struct BayesFit: Codable, Hashable, Sendable {
    /// The consensus of every image, in order of image identifier.
    public let consensus: [ImageConsensus]
    /// What was learned about everybody who answered, in order of identifier.
    public let annotators: [AnnotatorSkill]
    /// The share of candidates that are objects, 0…1.
    public let realShare: Double
}
