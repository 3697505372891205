/// Everything that one fit of ``BayesConsensus`` found.
public struct BayesFit: Codable, Hashable, Sendable {
    /// The consensus of every image, in order of image identifier.
    public let consensus: [ImageConsensus]
    /// What was learned, to judge other images with.
    public let model: CrowdModel

    /// What was learned about everybody who answered, in order of identifier.
    public var annotators: [AnnotatorSkill] { model.annotators }

    /// The share of candidates that are objects, 0…1.
    public var realShare: Double { model.realShare }
}
