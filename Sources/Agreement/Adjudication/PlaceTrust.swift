import Geometry
import Labeling

/// How much a place that somebody gives an object on seeing it again counts beside where the merge has it.
///
/// Both are taken as normal around the true edge, so that they are averaged by precision, as a further vote is: the merged
/// place has 1 / σ² with its ``ConsensusObject/placeDeviation`` or, where the method has none, the sum of 1 / σ² over its
/// votes; the new one has f / σ² of its judge. σ is how far that person's edges stray, by what is learned of them as an
/// annotator, else by what is believed of everybody; so without a model a place is one vote among n. The factor f is how
/// much a look of the judge weighs beside one of somebody of whom nothing is known: ln(a / (1 − a)) / ln(0.95 / 0.05).
struct PlaceTrust {
    /// A place is a vote on an object from this IoU on; further away it is another place.
    static let voteIoU = 0.25

    private let model: CrowdModel?

    init(_ model: CrowdModel?) {
        self.model = model
    }

    /// The merged place: its precision, 1 / pixels².
    func precision(of object: ConsensusObject) -> Double {
        if let deviation = object.placeDeviation, deviation > 0 { return 1 / (deviation * deviation) }
        let side = Self.side(of: object)
        guard !object.votes.isEmpty else { return precision(of: nil, side: side) }
        return object.votes.reduce(0) { $0 + precision(of: $1.annotator, side: side) }
    }

    /// A judge's place at an object: its precision, 1 / pixels².
    ///
    /// - Parameter weight: what a look of the judge adds to log odds, in nats, at least 0.
    func precision(of judge: AccountID, weight: Double, at object: ConsensusObject) -> Double {
        precision(of: judge, side: Self.side(of: object)) * weight / SecondLooks.logOdds
    }

    private func precision(of person: AccountID?, side: Double) -> Double {
        let parameters = BayesParameters()
        let deviation =
            person.flatMap { model?.skill(of: $0)?.placeDeviation(side: side) }
            ?? parameters.spread * (parameters.noiseSide * max(1, side)).squareRoot()
        return 1 / (deviation * deviation)
    }

    private static func side(of object: ConsensusObject) -> Double {
        let bounds = object.shape.bounds
        return (bounds.width * bounds.height).squareRoot()
    }

    /// The shape between several, each counting by its precision, to 0.01 px; an outline where any is one.
    static func merged(_ shapes: [Shape], by precisions: [Double]) -> Shape {
        let boxes = shapes.compactMap { shape in if case .box(let box) = shape { box } else { nil } }
        guard boxes.count == shapes.count else { return MergedShape.of(shapes, weights: precisions) }
        let total = precisions.reduce(0, +)
        func mean(_ edge: KeyPath<Box, Double>) -> Double {
            let sum = zip(boxes, precisions).reduce(0) { $0 + $1.0[keyPath: edge] * $1.1 }
            return Rounding.coordinate(sum / total, steps: 100)
        }
        return .box(Box(minX: mean(\.x), minY: mean(\.y), maxX: mean(\.maxX), maxY: mean(\.maxY)))
    }
}
