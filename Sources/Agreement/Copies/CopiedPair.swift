public import Labeling

/// Two annotators whose shapes are the same, or nearly, far more often than honest work lets expect.
///
/// One person under two names, somebody who copies, or two who left the same suggestion as it was.
public struct CopiedPair: Codable, Hashable, Sendable {
    /// The annotator with the lower identifier.
    public let a: AccountID
    /// The annotator with the higher identifier.
    public let b: AccountID
    /// On how many images some of their shapes are the same.
    public let images: Int
    /// How many of their shapes are.
    public let sameShapes: Int
    /// How many objects both drew.
    public let sharedShapes: Int
    /// How many of their shapes would be the same by chance, at most.
    public let expectedByChance: Double
    /// The least IoU of two shapes that were taken for the same.
    public let leastIoU: Double

    /// A pair with its counts.
    public init(
        a: AccountID, b: AccountID, images: Int, sameShapes: Int, sharedShapes: Int, expectedByChance: Double,
        leastIoU: Double
    ) {
        self.a = a
        self.b = b
        self.images = images
        self.sameShapes = sameShapes
        self.sharedShapes = sharedShapes
        self.expectedByChance = expectedByChance
        self.leastIoU = leastIoU
    }
}
