import Geometry

/// How several people's polygons around one object become one.
public enum OutlineRule: String, CaseIterable, Sendable {
    /// The line between the outlines, from their signed distances: ours.
    case line
    /// The pixels that at least half of the polygons hold, see ``MaskMajority``.
    case majority
    /// Expectation maximisation over pixels, see ``MaskExpectationMaximization``.
    case expectation = "em"
    /// Pixels weighted by how near each polygon is to the others, see ``MaskRASA``.
    case rasa

    /// The outline by a rule over pixels; nil with ``line``, where nobody drew a polygon, or where no pixel is left.
    ///
    /// Pixels are those of a crop around the polygons with 64 to 256 cells along its longer side, one for each pixel of the
    /// image in between. Of several parts the largest is kept, with its holes; equal polygons are returned as they are.
    ///
    /// - Parameter shapes: everybody's shapes; boxes among polygons are not looked at.
    func outline(of shapes: [Shape]) -> Shape? {
        guard let rule = mask else { return nil }
        let polygons = shapes.compactMap { shape -> Polygon? in
            if case .polygon(let polygon) = shape { polygon } else { nil }
        }
        guard let first = polygons.first else { return nil }
        if polygons.allSatisfy({ $0 == first }) { return .polygon(first) }
        guard let crop = MergeCrop(around: polygons.map(Shape.polygon)) else { return nil }
        let field = rule(polygons.map { crop.grid(of: .polygon($0)).bits }).map { $0 ? 1.0 : 0 }
        let parts = Contours.polygons(of: field, columns: crop.columns, rows: crop.rows, threshold: 0.5)
        guard let largest = parts.max(by: { $0.area < $1.area }) else { return nil }
        let outline = crop.image(crop.local(cells: largest.rings).simplified(tolerance: 0.5 * crop.cell))
        return outline.firstDefect(in: nil) == nil ? .polygon(outline) : nil
    }

    private var mask: (([[Bool]]) -> [Bool])? {
        switch self {
        case .line: nil
        case .majority: MaskMajority.mask
        case .expectation: MaskExpectationMaximization.mask
        case .rasa: MaskRASA.mask
        }
    }
}
