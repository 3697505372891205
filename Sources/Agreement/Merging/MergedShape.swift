import Geometry

/// One shape out of the shapes that people drew around the same object.
enum MergedShape {
    /// Polygons by the vote of their pixels, boxes by their robust middle; boxes count only where nobody drew
    /// a polygon.
    static func of(_ shapes: [Shape]) -> Shape {
        let polygons = shapes.compactMap { shape in
            if case .polygon(let polygon) = shape { polygon } else { nil }
        }
        if !polygons.isEmpty { return .polygon(PolygonVote.merged(polygons)) }
        return .box(RobustBox.middle(of: shapes.map(\.bounds)))
    }
}
