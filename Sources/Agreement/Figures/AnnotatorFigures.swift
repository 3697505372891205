public import Labeling

/// How one annotator's work compares with the consensus of the images they answered.
///
/// The annotator's own votes are part of that consensus, so with few people an image the figures flatter; images
/// that nobody else answered are left out of everything but the counts.
public struct AnnotatorFigures: Codable, Hashable, Sendable {
    /// Who.
    public let annotator: AccountID
    /// How many images they answered.
    public let images: Int
    /// How many shapes they drew there, duplicates counted once.
    public let shapes: Int
    /// The share of accepted objects that they drew.
    public let recall: Estimate
    /// The share of their shapes that belong to an accepted object.
    public let precision: Estimate
    /// Mean IoU of their shapes with the accepted objects that somebody else drew too.
    public let meanIoU: Estimate
    /// The share of those shapes that have the consensus class.
    public let classAccuracy: Estimate

    /// Figures with all their values.
    public init(
        annotator: AccountID, images: Int, shapes: Int, recall: Estimate, precision: Estimate,
        meanIoU: Estimate, classAccuracy: Estimate
    ) {
        self.annotator = annotator
        self.images = images
        self.shapes = shapes
        self.recall = recall
        self.precision = precision
        self.meanIoU = meanIoU
        self.classAccuracy = classAccuracy
    }
}
