/// What a method made of all images at once.
public struct ConsensusFit: Codable, Hashable, Sendable {
    /// The consensus of every image, in order of image identifier.
    public let consensus: [ImageConsensus]
    /// What was learned about the annotators; nil if the method does not learn.
    public let model: CrowdModel?

    /// A fit with its results.
    public init(consensus: [ImageConsensus], model: CrowdModel?) {
        self.consensus = consensus
        self.model = model
    }
}
