extension DensityGrid {
    /// Scanlines per cell row when a polygon's coverage is measured.
    private static let scanlinesPerCell = 16

    /// The share of every cell that a box covers, exactly: the product of its shares in x and in y.
    ///
    /// - Parameters:
    ///   - box: in pixels; parts outside the grid count for nothing.
    ///   - cell: the side of a square cell in pixels; the grid's corner is the image's origin.
    ///   - columns: cells from left to right.
    ///   - rows: cells from top to bottom.
    public static func coverage(of box: Box, cell: Double, columns: Int, rows: Int) -> DensityGrid {
        var grid = DensityGrid(columns: columns, rows: rows)
        let across = shares(from: box.x, to: box.maxX, cell: cell, count: columns)
        let down = shares(from: box.y, to: box.maxY, cell: cell, count: rows)
        for row in down.indices where down[row] > 0 {
            for column in across.indices where across[column] > 0 {
                grid[column, row] = across[column] * down[row]
            }
        }
        return grid
    }

    /// The share of every cell that a shape covers.
    ///
    /// Boxes are exact. Polygons are measured on 16 scanlines per row of cells, each exact in x, so a
    /// cell is right to about 1/32 of the cell's height times the length of outline in it.
    /// O(points + scanlines · edges met + cells covered).
    public static func coverage(of shape: Shape, cell: Double, columns: Int, rows: Int) -> DensityGrid {
        switch shape {
        case .box(let box): return coverage(of: box, cell: cell, columns: columns, rows: rows)
        case .polygon(let polygon):
            var grid = DensityGrid(columns: columns, rows: rows)
            let step = cell / Double(scanlinesPerCell)
            let scanlines = Scanlines(polygon, firstY: step / 2, step: step, count: rows * scanlinesPerCell)
            scanlines.visit { line, crossings in
                let row = line / scanlinesPerCell
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    grid.add(from: crossings[pair], to: crossings[pair + 1], cell: cell, row: row)
                }
            }
            return grid
        }
    }

    /// The share of each of `count` cells in a row that the stretch `from..<to` covers.
    private static func shares(from: Double, to: Double, cell: Double, count: Int) -> [Double] {
        (0..<count).map { index in
            let start = Double(index) * cell
            let length = min(to, start + cell) - max(from, start)
            return length > 0 ? min(length / cell, 1) : 0
        }
    }

    /// Adds one scanline's stretch to a row of cells.
    private mutating func add(from: Double, to: Double, cell: Double, row: Int) {
        let end = min(to, Double(columns) * cell)
        let start = max(from, 0)
        guard start < end else { return }
        let first = min(Int(start / cell), columns - 1)
        let last = min(Int(end / cell), columns - 1)
        for column in first...last {
            let left = Double(column) * cell
            let length = min(end, left + cell) - max(start, left)
            if length > 0 { self[column, row] += length / cell / Double(DensityGrid.scanlinesPerCell) }
        }
    }
}
