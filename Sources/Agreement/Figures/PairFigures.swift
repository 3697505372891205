public import Labeling

/// How far two annotators agree over all images that both answered.
public struct PairFigures: Codable, Hashable, Sendable {
    /// The annotator with the lower identifier.
    public let a: AccountID
    /// The annotator with the higher identifier.
    public let b: AccountID
    /// How many images both answered.
    public let images: Int
    /// Mean over images of ``PairAgreement/agreement``.
    public let agreement: Estimate
    /// Mean IoU of all pairs of shapes; the interval resamples images, n counts pairs.
    public let meanIoU: Estimate
    /// Twice the pairs divided by the shapes of both, over all images; the interval resamples images, n counts shapes.
    public let f1: Estimate
    /// The share of pairs of shapes with the same class.
    public let classAgreement: Estimate
    /// Cohen's kappa of the classes of the objects that both drew, which n counts; its interval is the normal one.
    public let kappa: Estimate

    /// Figures with all their values.
    public init(
        a: AccountID, b: AccountID, images: Int, agreement: Estimate, meanIoU: Estimate, f1: Estimate,
        classAgreement: Estimate, kappa: Estimate
    ) {
        self.a = a
        self.b = b
        self.images = images
        self.agreement = agreement
        self.meanIoU = meanIoU
        self.f1 = f1
        self.classAgreement = classAgreement
        self.kappa = kappa
    }
}
