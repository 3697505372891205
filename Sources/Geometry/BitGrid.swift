/// A polygon as a grid of yes-or-no cells over a part of the image.
///
/// Cell (column, row) is the square of side `1 / scale` pixels at `origin + (column, row) / scale`.
public struct BitGrid: Hashable, Sendable {
    /// The top-left corner of the grid in image pixels.
    public let origin: ImagePoint

    /// Cells per pixel.
    public let scale: Double

    /// Cells from left to right.
    public let columns: Int

    /// Cells from top to bottom.
    public let rows: Int

    /// Whether each cell is inside, row-major from the top left.
    public var bits: [Bool]

    /// Makes a grid without any cell inside.
    ///
    /// - Precondition: the scale is greater than 0, and no side is negative.
    public init(origin: ImagePoint, scale: Double, columns: Int, rows: Int) {
        precondition(scale > 0 && columns >= 0 && rows >= 0, "impossible grid")
        self.origin = origin
        self.scale = scale
        self.columns = columns
        self.rows = rows
        self.bits = Array(repeating: false, count: columns * rows)
    }

    /// Marks the cells whose centres lie inside a polygon, by the even-odd rule over all its rings.
    ///
    /// O(points log points + rows · edges met + cells).
    public init(rasterizing polygon: Polygon, origin: ImagePoint, scale: Double, columns: Int, rows: Int) {
        self.init(origin: origin, scale: scale, columns: columns, rows: rows)
        let scanlines = Scanlines(
            polygon,
            firstY: origin.y + 0.5 / scale,
            step: 1 / scale,
            count: rows
        )
        var bits = self.bits
        scanlines.visit { row, crossings in
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                // The first column whose centre is at or right of each crossing.
                let first = BitGrid.column(
                    of: crossings[pair], origin: origin.x, scale: scale, limit: columns)
                let end = BitGrid.column(
                    of: crossings[pair + 1], origin: origin.x, scale: scale, limit: columns)
                for column in first..<max(first, end) { bits[row * columns + column] = true }
            }
        }
        self.bits = bits
    }

    /// Whether a cell is inside; false beyond the grid.
    public subscript(column: Int, row: Int) -> Bool {
        guard column >= 0, row >= 0, column < columns, row < rows else { return false }
        return bits[row * columns + column]
    }

    /// How many cells are inside.
    public var count: Int { bits.count { $0 } }

    /// Area of the cells inside, in square pixels of the image.
    public var area: Double { Double(count) / (scale * scale) }

    /// Where a point given in cells from the grid's corner lies in the image.
    public func imagePoint(_ point: ImagePoint) -> ImagePoint {
        ImagePoint(x: origin.x + point.x / scale, y: origin.y + point.y / scale)
    }

    /// A polygon given in cells from the grid's corner, in image pixels.
    public func imagePolygon(_ polygon: Polygon) -> Polygon {
        Polygon(rings: polygon.rings.map { $0.map(imagePoint) })
    }

    private static func column(of x: Double, origin: Double, scale: Double, limit: Int) -> Int {
        let column = ((x - origin) * scale - 0.5).rounded(.up)
        guard column > 0 else { return 0 }
        return column < Double(limit) ? Int(column) : limit
    }
}
