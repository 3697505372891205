public import Geometry
import Labeling

/// Where on an image the annotators differ: over presence, over the boundary, over the class.
///
/// A grid of at most 96 cells along the longer side. For an object drawn by k of n people, H the binary entropy in bits:
/// - presence: H(k/n) times the share of the cell that the merged shape covers;
/// - boundary: H of the mean share that the drawn shapes cover (k ≥ 2), less the mean of H of what each covers: a ring as wide
///   as the edges spread, and nothing where all drew the same; for polygons
///   at least the share of the cell in the band where the outline between them may run, see `OutlineBand`;
/// - class: entropy of the class votes over the logarithm of min(k, classes), times the share covered.
///
/// With ``DisagreementWeighting/probability`` H(k/n) becomes H of the object's probability, the class votes become its class
/// posterior, and boundary and class are multiplied by the object's probability.
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
    ///   - weighting: where the probabilities come from.
    public init(
        answers: ImageAnswers, consensus: ImageConsensus, classes: Int? = nil,
        weighting: DisagreementWeighting = .votes
    ) {
        self.init(
            answers: answers, objects: DisagreementMap.drawn(answers, consensus), classes: classes,
            weighting: weighting)
    }

    /// A map of grids with the same sides.
    init(
        annotators: Int, cell: Int, presence: DensityGrid, boundary: DensityGrid, class: DensityGrid,
        total: DensityGrid, index: Double
    ) {
        self.annotators = annotators
        self.cell = cell
        self.presence = presence
        self.boundary = boundary
        self.class = `class`
        self.total = total
        self.index = index
    }

    /// The ``index`` of the map of one image, without the map; the classes used on the image are those there are.
    ///
    /// O(objects · cells of the object), and memory for a row only.
    public static func index(answers: ImageAnswers, consensus: ImageConsensus) -> Double {
        index(answers: answers, objects: drawn(answers, consensus), classes: nil)
    }

    /// The objects of an image with the shapes behind them.
    static func drawn(_ answers: ImageAnswers, _ consensus: ImageConsensus) -> [Drawn] {
        // Kept from the last to the first, so that the first of several with one identifier stays.
        var shapes: [VoteKey: Shape] = [:]
        shapes.reserveCapacity(answers.votes.count)
        for vote in answers.votes.reversed() {
            shapes[VoteKey(annotator: vote.annotator, annotation: vote.annotation.id)] = vote.annotation.shape
        }
        return consensus.objects.map { object in
            Drawn(
                object,
                shapes: object.votes.map { vote in
                    shapes[VoteKey(annotator: vote.annotator, annotation: vote.annotationID)] ?? object.shape
                }
            )
        }
    }

    /// An object with the shapes behind its votes, in the same order.
    struct Drawn {
        /// The object's own shape.
        let shape: Shape
        let votes: [VoteShare]
        let shapes: [Shape]
        /// How sure it is that there is such an object, and of what class.
        let existence: Double
        let posterior: [ClassShare]

        init(_ object: ConsensusObject, shapes: [Shape]) {
            shape = object.shape
            votes = object.votes
            self.shapes = shapes
            existence = object.existence
            posterior = object.classPosterior
        }
    }

    init(
        answers: ImageAnswers, objects: [Drawn], classes: Int?, weighting: DisagreementWeighting = .votes
    ) {
        var layers = DisagreementLayers(
            answers: answers, objects: objects, classes: classes, weighting: weighting)
        let columns = layers.columns
        var presence = DensityGrid(columns: columns, rows: layers.rows)
        var (boundary, `class`, total) = (presence, presence, presence)
        var mean = TouchedMean()
        layers.visitRows { row, layers in
            mean.add(layers)
            for column in 0..<columns {
                let place = row * columns + column
                presence.values[place] = layers.presence[column]
                boundary.values[place] = layers.boundary[column]
                `class`.values[place] = layers.class[column]
                total.values[place] = layers.total(column)
            }
        }
        annotators = answers.annotators.count
        cell = layers.cell
        self.presence = presence
        self.boundary = boundary
        self.class = `class`
        self.total = total
        index = mean.value
    }

    /// The same of objects with the shapes behind them.
    static func index(answers: ImageAnswers, objects: [Drawn], classes: Int?) -> Double {
        var layers = DisagreementLayers(answers: answers, objects: objects, classes: classes)
        var mean = TouchedMean()
        layers.visitRows { _, layers in mean.add(layers) }
        return mean.value
    }

    /// The mean of the total layer over the cells that anybody's shape touches.
    private struct TouchedMean {
        private var sum = 0.0
        private var cells = 0

        mutating func add(_ layers: DisagreementRow) {
            for column in layers.touched.indices where layers.touched[column] > 0 {
                sum += layers.total(column)
                cells += 1
            }
        }

        var value: Double { cells == 0 ? 0 : sum / Double(cells) }
    }

    private struct VoteKey: Hashable {
        let annotator: AccountID
        let annotation: AnnotationID
    }
}
