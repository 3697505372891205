import Geometry
import Labeling

/// A vote ready for matching: people and classes as small numbers, duplicates already merged.
///
/// A reference, because lists of ballots are made over and over and a vote holds several texts.
final class Ballot: Sendable {
    /// The vote; its shape is the merged one where there were duplicates.
    let vote: Vote
    /// Index of the annotator in ``ImageAnswers/annotators``.
    let annotator: Int
    /// Index of the class in ``Ballots/labels``.
    let label: Int
    /// The box around the shape.
    let bounds: Box
    /// Whether the shape marks a crowd of objects as one region.
    let isCrowd: Bool

    var labelID: LabelClassID { vote.annotation.labelID }
    var annotationID: AnnotationID { vote.annotation.id }
    var shape: Shape { vote.annotation.shape }

    init(vote: Vote, annotator: Int, label: Int) {
        self.vote = vote
        self.annotator = annotator
        self.label = label
        bounds = vote.annotation.shape.bounds
        isCrowd = vote.isCrowd
    }

    /// How well two shapes lie on each other, 0…1: IoU.
    ///
    /// A box says nothing about an outline, so a box and a polygon are compared by the box around the polygon.
    func placeIoU(_ other: Ballot) -> Double {
        Ballot.placeIoU(shape, bounds, other.shape, other.bounds)
    }

    static func placeIoU(_ a: Shape, _ aBounds: Box, _ b: Shape, _ bBounds: Box) -> Double {
        switch (a, b) {
        case (.polygon, .polygon): a == b ? 1 : IoU.of(a, b)
        default: aBounds.iou(bBounds)
        }
    }
}
