public import Geometry
import Labeling

/// Where on an image the annotators differ: over presence, over the boundary, over the class.
///
/// A grid of at most 96 cells along the longer side. For an object drawn by k of n people, H the binary entropy in bits:
/// - presence: H(k/n) times the share of the cell that the merged shape covers;
/// - boundary: H of the mean share that the drawn shapes cover (k ≥ 2), a ring as wide as the edges spread;
/// - class: entropy of the class votes over the logarithm of min(k, classes), times the share covered.
///
/// Each layer is the largest value over all objects, accepted or not; total = 1 − (1 − presence)(1 − boundary)(1 − class).
/// All values are 0…1. Boxes are exact, polygons go by their coverage. O(objects · votes · cells of the object).
public struct DisagreementMap: Hashable, Sendable {
    /// How many people answered the image; fewer than two know of no disagreement.
    public let annotators: Int
    /// The side of a square cell in pixels; the grid's corner is the image's origin.
    public let cell: Int
    /// Doubt about whether there is something.
    public let presence: DensityGrid
    /// Doubt about where it ends.
    public let boundary: DensityGrid
    /// Doubt about what it is.
    public let `class`: DensityGrid
    /// All three together.
    public let total: DensityGrid
    /// Mean of ``total`` over the cells that anybody's shape touches; 0 if there is none.
    public let index: Double

    /// The map of one image.
    ///
    /// - Parameters:
    ///   - answers: what the people drew; an image without a known size is taken to end where the shapes end.
    ///   - consensus: the objects made from these answers.
    ///   - classes: how many classes there are to choose from; nil counts those used on this image.
    public init(answers: ImageAnswers, consensus: ImageConsensus, classes: Int? = nil) {
        // Kept from the last to the first, so that the first of several with one identifier stays.
        var shapes: [VoteKey: Shape] = [:]
        for vote in answers.votes.reversed() {
            shapes[VoteKey(annotator: vote.annotator, annotation: vote.annotation.id)] = vote.annotation.shape
        }
        let drawn = consensus.objects.map { object in
            Drawn(
                object,
                shapes: object.votes.map { vote in
                    shapes[VoteKey(annotator: vote.annotator, annotation: vote.annotationID)] ?? object.shape
                }
            )
        }
        self.init(answers: answers, objects: drawn, classes: classes)
    }

    /// An object with the shapes behind its votes, in the same order.
    struct Drawn {
        let object: ConsensusObject
        let shapes: [Shape]

        init(_ object: ConsensusObject, shapes: [Shape]) {
            self.object = object
            self.shapes = shapes
        }
    }

    init(answers: ImageAnswers, objects: [Drawn], classes: Int?) {
        var canvas = answers.size.bounds
        if answers.size.pixelCount == 0 {
            // Beyond a million million pixels there is nothing to be seen.
            let limit = PixelSize(width: 1_000_000_000_000, height: 1_000_000_000_000)
            canvas = objects.reduce(Box(x: 0, y: 0, width: 1, height: 1)) { extent, drawn in
                drawn.shapes.reduce(extent) { $0.union($1.bounds.clamped(to: limit)) }
            }
        }
        var layers = DisagreementLayers(width: canvas.maxX, height: canvas.maxY)
        let used = classes ?? DisagreementMap.distinct(answers.votes.map(\.annotation.labelID))
        for drawn in objects {
            layers.add(drawn, annotators: answers.annotators.count, classes: used)
        }
        annotators = answers.annotators.count
        cell = layers.cell
        presence = layers.presence
        boundary = layers.boundary
        self.class = layers.class
        (total, index) = layers.total()
    }

    private struct VoteKey: Hashable {
        let annotator: AccountID
        let annotation: AnnotationID
    }

    private static func distinct(_ labels: [LabelClassID]) -> Int {
        var seen: [LabelClassID] = []
        for label in labels where !seen.contains(label) { seen.append(label) }
        return seen.count
    }
}
