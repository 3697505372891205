import Geometry

/// The part of a grid of cells that some shapes can touch.
struct CellWindow {
    private let cell: Double
    private let firstColumn: Int
    private let firstRow: Int
    private let columns: Int
    private let rows: Int
    private let gridColumns: Int

    /// The cells around all boxes, within a grid of the given sides.
    init(around boxes: [Box], cell: Int, columns: Int, rows: Int) {
        self.cell = Double(cell)
        gridColumns = columns
        var extent = boxes.first ?? Box(x: 0, y: 0, width: 0, height: 0)
        for box in boxes.dropFirst() { extent = extent.union(box) }
        let side = self.cell
        func bounded(_ value: Double, _ limit: Int) -> Int { Int(min(max(value, 0), Double(limit))) }
        firstColumn = bounded((extent.x / side).rounded(.down), columns)
        firstRow = bounded((extent.y / side).rounded(.down), rows)
        self.columns = max(0, bounded((extent.maxX / side).rounded(.up), columns) - firstColumn)
        self.rows = max(0, bounded((extent.maxY / side).rounded(.up), rows) - firstRow)
    }

    /// The share of each cell of the window that a shape covers, row by row.
    func coverage(of shape: Shape) -> [Double] {
        switch shape {
        case .box(let box): return coverage(of: box)
        case .polygon(let polygon):
            let (left, top) = (Double(firstColumn) * cell, Double(firstRow) * cell)
            let shifted = Polygon(
                rings: polygon.rings.map { $0.map { ImagePoint(x: $0.x - left, y: $0.y - top) } })
            return DensityGrid.coverage(of: .polygon(shifted), cell: cell, columns: columns, rows: rows)
                .values
        }
    }

    /// Where a cell of the window lies in the values of the whole grid.
    func gridIndex(_ index: Int) -> Int {
        (firstRow + index / columns) * gridColumns + firstColumn + index % columns
    }

    private func coverage(of box: Box) -> [Double] {
        let across = shares(from: box.x, to: box.maxX, first: firstColumn, count: columns)
        let down = shares(from: box.y, to: box.maxY, first: firstRow, count: rows)
        var values: [Double] = []
        values.reserveCapacity(columns * rows)
        for y in down { for x in across { values.append(y * x) } }
        return values
    }

    /// The share of each cell in a row of cells that a stretch covers.
    private func shares(from: Double, to: Double, first: Int, count: Int) -> [Double] {
        (first..<(first + count)).map { index in
            let length = min(to, Double(index + 1) * cell) - max(from, Double(index) * cell)
            return min(max(length, 0), cell) / cell
        }
    }
}
