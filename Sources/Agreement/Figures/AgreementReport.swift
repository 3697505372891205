/// How far the annotators of many images agree, with each other and with the consensus.
public struct AgreementReport: Codable, Hashable, Sendable {
    /// How many images somebody answered.
    public let images: Int
    /// How many of them at least two people answered.
    public let sharedImages: Int
    /// Mean over the shared images of the mean agreement of their pairs.
    public let agreement: Estimate
    /// Every two annotators who answered an image in common, in order of identifier.
    public let pairs: [PairFigures]
    /// Every annotator against the consensus, in order of identifier.
    public let annotators: [AnnotatorFigures]

    /// A report with all its properties.
    public init(
        images: Int, sharedImages: Int, agreement: Estimate, pairs: [PairFigures],
        annotators: [AnnotatorFigures]
    ) {
        self.images = images
        self.sharedImages = sharedImages
        self.agreement = agreement
        self.pairs = pairs
        self.annotators = annotators
    }
}
