import Geometry

/// The part of a grid of cells that some shapes can touch.
struct CellWindow {
    let firstColumn: Int
    let firstRow: Int
    let columns: Int
    let rows: Int
    /// The side of a cell in pixels.
    let cell: Double

    /// The cells around all boxes, within a grid of the given sides.
    init(around boxes: [Box], cell: Int, columns: Int, rows: Int) {
        self.cell = Double(cell)
        var extent = boxes.first ?? Box(x: 0, y: 0, width: 0, height: 0)
        for box in boxes.dropFirst() { extent = extent.union(box) }
        let side = self.cell
        func bounded(_ value: Double, _ limit: Int) -> Int { Int(min(max(value, 0), Double(limit))) }
        firstColumn = bounded((extent.x / side).rounded(.down), columns)
        firstRow = bounded((extent.y / side).rounded(.down), rows)
        self.columns = max(0, bounded((extent.maxX / side).rounded(.up), columns) - firstColumn)
        self.rows = max(0, bounded((extent.maxY / side).rounded(.up), rows) - firstRow)
    }

    /// Adds the share of each column of the window that a box covers, then that of each row: a cell's is the product.
    func appendShares(of box: Box, to values: inout [Double]) {
        appendShares(from: box.x, to: box.maxX, first: firstColumn, count: columns, &values)
        appendShares(from: box.y, to: box.maxY, first: firstRow, count: rows, &values)
    }

    /// Adds the share of each cell of the window that a polygon covers, row by row.
    func appendCoverage(of polygon: Polygon, to values: inout [Double]) {
        let (left, top) = (Double(firstColumn) * cell, Double(firstRow) * cell)
        let shifted = Polygon(
            rings: polygon.rings.map { $0.map { ImagePoint(x: $0.x - left, y: $0.y - top) } })
        values += DensityGrid.coverage(of: .polygon(shifted), cell: cell, columns: columns, rows: rows).values
    }

    /// The share of each cell of the window that a shape covers, row by row.
    func coverage(of shape: Shape) -> [Double] {
        var values: [Double] = []
        switch shape {
        case .polygon(let polygon): appendCoverage(of: polygon, to: &values)
        case .box(let box):
            var shares: [Double] = []
            appendShares(of: box, to: &shares)
            for down in shares[columns...] { values += shares[..<columns].map { $0 * down } }
        }
        return values
    }

    private func appendShares(
        from: Double, to: Double, first: Int, count: Int, _ values: inout [Double]
    ) {
        for index in first..<(first + count) {
            let length = min(to, Double(index + 1) * cell) - max(from, Double(index) * cell)
            values.append(min(max(length, 0), cell) / cell)
        }
    }
}
