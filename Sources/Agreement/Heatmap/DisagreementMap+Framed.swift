public import Geometry

extension DisagreementMap {
    /// One of the map's layers on a frame of equal parts, in coordinates relative to the image's sides.
    ///
    /// Each part takes the mean of the image's cells under it, weighted by the area they share. O(cells of the map + parts),
    /// a side after the other.
    ///
    /// - Parameters:
    ///   - size: of the image in pixels.
    ///   - columns: parts from left to right.
    ///   - rows: parts from top to bottom.
    /// - Returns: 0 everywhere for an image whose size is not known.
    public func framed(
        _ layer: DisagreementLayer, of size: PixelSize, columns: Int, rows: Int
    ) -> DensityGrid {
        var result = DensityGrid(columns: max(columns, 0), rows: max(rows, 0))
        let grid = grid(of: layer)
        guard size.pixelCount > 0, grid.columns > 0, grid.rows > 0, grid.maximum > 0 else { return result }
        let across = Self.shares(cell: cell, of: size.width, cells: grid.columns, parts: result.columns)
        let down = Self.shares(cell: cell, of: size.height, cells: grid.rows, parts: result.rows)
        var narrowed = DensityGrid(columns: result.columns, rows: grid.rows)
        for row in 0..<grid.rows {
            for (column, cells) in across.enumerated() {
                narrowed[column, row] = cells.reduce(0) { $0 + grid[$1.cell, row] * $1.share }
            }
        }
        for (row, cells) in down.enumerated() {
            for column in 0..<result.columns {
                result[column, row] = cells.reduce(0) { $0 + narrowed[column, $1.cell] * $1.share }
            }
        }
        return result
    }

    /// For each of equal parts of a side: the cells it meets and the share of the part that each covers.
    private static func shares(
        cell: Int, of side: Int, cells: Int, parts: Int
    ) -> [[(cell: Int, share: Double)]] {
        let length = Double(side) / Double(max(parts, 1))
        return (0..<parts).map { part in
            let (from, to) = (Double(part) * length, Double(part + 1) * length)
            let first = min(Int(from / Double(cell)), cells - 1)
            let last = min(Int(to / Double(cell)), cells - 1)
            return (first...last).compactMap { index in
                let share = min(to, Double((index + 1) * cell)) - max(from, Double(index * cell))
                return share > 0 ? (index, share / length) : nil
            }
        }
    }
}
