/// Turns a field of numbers on a grid into the polygons around its high parts.
public enum Contours {
    /// The regions where a field is at or above a threshold, by marching squares.
    ///
    /// A value stands for the centre of its cell, so the outline is interpolated between (column + 0.5,
    /// row + 0.5); beyond the grid everything is below, and an outline there runs along the grid's edge.
    /// Where high and low meet crosswise the mean of the four values decides: at or above the
    /// threshold, the high parts are joined. O(cells + holes · points).
    ///
    /// - Parameters:
    ///   - field: row-major values, `columns * rows` of them; not-a-number counts as below.
    ///   - columns: cells from left to right.
    ///   - rows: cells from top to bottom.
    ///   - threshold: the level to follow.
    /// - Returns: polygons in cells from the grid's corner, each an exterior clockwise on the screen and
    ///   the holes directly in it, counter-clockwise; in order of their first row, then column.
    ///
    /// Source: Lorensen and Cline 1987, in two dimensions.
    public static func polygons(of field: [Double], columns: Int, rows: Int, threshold: Double) -> [Polygon] {
        precondition(
            columns >= 0 && rows >= 0 && field.count == columns * rows, "field does not fit the grid")
        guard !field.isEmpty else { return [] }
        let rings = MarchingSquares(field: field, columns: columns, rows: rows, threshold: threshold).rings()
        var exteriors: [(ring: [ImagePoint], area: Double, holes: [[ImagePoint]])] = []
        var holes: [MarchingSquares.Ring] = []
        for ring in rings where ring.points.count >= 3 {
            let area = Polygon.signedArea(of: ring.points)
            if area > 0 { exteriors.append((ring.points, area, [])) }
            if area < 0 { holes.append(ring) }
        }
        for hole in holes {
            let around = exteriors.indices.filter { Polygon(exteriors[$0].ring).contains(hole.outsideSample) }
            if let owner = around.min(by: { exteriors[$0].area < exteriors[$1].area }) {
                exteriors[owner].holes.append(hole.points)
            }
        }
        return exteriors.map { Polygon(rings: [$0.ring] + $0.holes) }
    }
}
