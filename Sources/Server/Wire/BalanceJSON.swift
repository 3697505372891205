import Agreement
import Labeling
import Workflow

/// How a project's accepted objects are spread over its classes.
struct BalanceJSON: Encodable {
    let images: Int
    let objects: Int
    let imbalance: EstimateJSON
    let effectiveClasses: EstimateJSON
    let classes: [ClassJSON]
    let pairs: [PairJSON]
    /// Where the bins of `sides` end: the sides of squares of the same area, in pixels.
    let sideEdges: [Double]
    /// Where the bins of `aspects` end: width divided by height.
    let aspectEdges: [Double]

    struct ClassJSON: Encodable {
        let labelId: LabelClassID
        let label: String
        let color: String
        let retired: Bool
        let objects: Int
        let images: Int
        let share: EstimateJSON
        let imageShare: EstimateJSON
        let sides: [Int]
        let aspects: [Int]
        let rare: Bool
        /// The first images that hold it, by position.
        let examples: [ImageID]
    }

    struct PairJSON: Encodable {
        let first: LabelClassID
        let second: LabelClassID
        let images: Int
        let overlap: Double
    }

    private static let examples = 20

    init(_ project: ProjectBalance) {
        let balance = project.balance
        images = balance.images
        objects = balance.objects
        imbalance = EstimateJSON(balance.imbalance)
        effectiveClasses = EstimateJSON(balance.effectiveClasses)
        classes = balance.classes.map { row in
            let label = project.labels[row.labelID]
            return ClassJSON(
                labelId: row.labelID, label: label?.name ?? row.labelID.rawValue,
                color: label?.color ?? "#888888", retired: label?.isRetired ?? true, objects: row.objects,
                images: row.images.count, share: EstimateJSON(row.share),
                imageShare: EstimateJSON(row.imageShare), sides: row.sides.counts,
                aspects: row.aspects.counts, rare: row.isRare,
                examples: Array(row.images.prefix(Self.examples)))
        }
        pairs = balance.pairs.map {
            PairJSON(first: $0.first, second: $0.second, images: $0.images, overlap: $0.overlap)
        }
        sideEdges = Histogram.sides.edges
        aspectEdges = Histogram.aspects.edges
    }
}
