public import Labeling

/// What is really on an image, because it was made as a test (gold) or because somebody entitled decided it.
public struct KnownTruth: Hashable, Sendable {
    /// How much a gold image teaches about the annotators, as a multiple of an image where only they agree.
    public static let goldWeight = 5.0

    /// Every object there is, cut to the image, in order of identifier.
    public let annotations: [Annotation]
    /// How many times an object that is merely agreed on one of these counts as, at least 0.
    public let weight: Double

    /// The truth about an image.
    ///
    /// - Parameters:
    ///   - annotations: every object there is, in any order; none says that there is nothing.
    ///   - weight: how much it teaches; a number that is not finite or below 0 counts as 0.
    public init(annotations: [Annotation], weight: Double = KnownTruth.goldWeight) {
        self.annotations = annotations.sorted { $0.id < $1.id }
        self.weight = weight.isFinite ? max(0, weight) : 0
    }
}
