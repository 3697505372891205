import Geometry

/// One shape out of the shapes that people drew around the same object.
///
/// Polygons give the outline between them, see ``PolygonMerge``, and boxes their robust middle; boxes count only where
/// nobody drew a polygon. The order of the shapes changes nothing.
enum MergedShape {
    /// The merged shape of people who all count the same.
    static func of(_ shapes: [Shape]) -> Shape {
        of(shapes, weights: shapes.map { _ in 1 })
    }

    /// The merged shape of people who count differently.
    ///
    /// - Parameter weights: one for each shape, such as 1/σ² of the annotator; none counts for more than four times the
    ///   median of those that count.
    /// - Parameter boxWeights: the same for boxes, where nobody drew a polygon; nil counts them the same, for a method
    ///   that fuses boxes itself.
    static func of(_ shapes: [Shape], weights: [Double], boxes boxWeights: [Double]? = nil) -> Shape {
        precondition(shapes.count == weights.count, "every shape has a weight")
        var polygons: [Polygon] = []
        var polygonWeights: [Double] = []
        for (shape, weight) in zip(shapes, weights) {
            guard case .polygon(let polygon) = shape else { continue }
            polygons.append(polygon)
            polygonWeights.append(weight)
        }
        if polygons.isEmpty { return .box(RobustBox.middle(of: shapes.map(\.bounds), weights: boxWeights)) }
        return .polygon(PolygonMerge.merged(polygons, weights: MemberWeights.capped(polygonWeights)))
    }
}
