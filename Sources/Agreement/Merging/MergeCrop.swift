import Geometry

/// The part of the image around shapes to be merged, cut into square cells.
///
/// Places are measured from a corner that lies on whole pixels (for shapes smaller than 16 pixels, on a power of two
/// of a pixel), so that shapes moved by whole pixels fall into the same cells. The longer side has one cell for every
/// pixel, but at least ``fewestCells`` and at most ``mostCells``; shapes thinner than four of these cells get smaller
/// ones, as far as ``cellBudget`` reaches.
struct MergeCrop {
    static let fewestCells = 64.0
    static let mostCells = 256.0
    /// Cells at most, beside the free ones at the edge.
    static let cellBudget = 262_144.0
    /// Cells left free on every side; no distance between the two sides of an outline needs more.
    static let margin = 2
    /// Cells across a shape below which it is lost between them.
    private static let fewestAcross = 1.5

    /// The corner from which places in the crop are measured, in image pixels.
    let origin: ImagePoint
    /// Side of a cell in pixels.
    let cell: Double
    let columns: Int
    let rows: Int
    /// Places are rounded to this, a power of two of a pixel of about a thousandth of a cell, so that adding
    /// ``origin`` is exact.
    private let quantum: Double

    /// The crop around shapes with finite bounds; nil if they have no extent, if cells would be smaller than the
    /// rounding of the coordinates, or if the shapes are too thin for the cells there may be.
    init?(around shapes: [Shape]) {
        guard var bounds = shapes.first?.bounds else { return nil }
        for shape in shapes.dropFirst() { bounds = bounds.union(shape.bounds) }
        let longest = max(bounds.width, bounds.height)
        guard bounds.width > 0, bounds.height > 0, longest.isFinite else { return nil }
        let unit = min(1, MergeCrop.powerOfTwo(upTo: longest / 16))
        let origin = ImagePoint(
            x: (bounds.x / unit).rounded(.down) * unit, y: (bounds.y / unit).rounded(.down) * unit)
        let (width, height) = (bounds.maxX - origin.x, bounds.maxY - origin.y)
        let across = Median.of(shapes.map(MergeCrop.thickness))
        var cell = longest / min(max(longest, MergeCrop.fewestCells), MergeCrop.mostCells)
        cell = max(min(cell, across / 4), (width * height / MergeCrop.cellBudget).squareRoot())
        let rounding = max(abs(bounds.x), abs(bounds.y), abs(bounds.maxX), abs(bounds.maxY)).ulp
        guard cell.isFinite, cell > 8 * rounding, cell * MergeCrop.fewestAcross <= across else { return nil }
        self.origin = origin
        self.cell = cell
        quantum = MergeCrop.powerOfTwo(upTo: cell / 1024)
        columns = Int((width / cell).rounded(.up)) + 2 * MergeCrop.margin
        rows = Int((height / cell).rounded(.up)) + 2 * MergeCrop.margin
    }

    var count: Int { columns * rows }

    /// The cells whose centres lie in a shape.
    func grid(of shape: Shape) -> BitGrid {
        let corner = ImagePoint(x: -Double(MergeCrop.margin) * cell, y: -Double(MergeCrop.margin) * cell)
        switch shape {
        case .polygon(let polygon):
            return BitGrid(
                rasterizing: Polygon(rings: polygon.rings.map { $0.map(local) }), origin: corner,
                scale: 1 / cell, columns: columns, rows: rows)
        case .box(let box):
            var grid = BitGrid(origin: corner, scale: 1 / cell, columns: columns, rows: rows)
            for row in 0..<rows {
                for column in 0..<columns {
                    grid.bits[row * columns + column] = distance(of: box, column: column, row: row) >= 0
                }
            }
            return grid
        }
    }

    /// How far a cell's centre lies from the outline of a box, in cells: positive inside, negative outside.
    func distance(of box: Box, column: Int, row: Int) -> Double {
        func beyond(_ index: Int, _ from: Double, _ to: Double) -> Double {
            let centre = Double(index - MergeCrop.margin) + 0.5
            return max(from / cell - centre, centre - to / cell)
        }
        let x = beyond(column, box.x - origin.x, box.maxX - origin.x)
        let y = beyond(row, box.y - origin.y, box.maxY - origin.y)
        return x > 0 && y > 0 ? -(x * x + y * y).squareRoot() : -max(x, y)
    }

    /// Where a point lies, in pixels from ``origin``.
    func local(_ point: ImagePoint) -> ImagePoint {
        ImagePoint(x: point.x - origin.x, y: point.y - origin.y)
    }

    /// Rings given in cells from the crop's corner, in pixels from ``origin``, rounded.
    func local(cells rings: [[ImagePoint]]) -> Polygon {
        Polygon(rings: rings.map { $0.map { ImagePoint(x: local(cells: $0.x), y: local(cells: $0.y)) } })
    }

    /// A place in cells from the crop's edge, in pixels from ``origin``, rounded.
    func local(cells place: Double) -> Double {
        ((place - Double(MergeCrop.margin)) * cell / quantum).rounded() * quantum
    }

    /// A polygon given in pixels from ``origin``, in image pixels.
    func image(_ polygon: Polygon) -> Polygon {
        Polygon(
            rings: polygon.rings.map { ring in
                ring.map { ImagePoint(x: $0.x + origin.x, y: $0.y + origin.y) }
            })
    }

    /// About how wide a shape is across its narrow way, in pixels: twice its area over its outline's length.
    private static func thickness(of shape: Shape) -> Double {
        switch shape {
        case .box(let box): box.area / (box.width + box.height)
        case .polygon(let polygon): 2 * polygon.area / polygon.perimeter
        }
    }

    /// The largest power of two up to a positive number.
    private static func powerOfTwo(upTo number: Double) -> Double {
        Double(sign: .plus, exponent: number.exponent, significand: 1)
    }
}
