/// Signed distances from the outline of one bit grid after another, in memory that is kept for the next.
///
/// One pass down and one up give every cell the distance to the other side within its column. In each row a run
/// of cells on the same side then needs the lower envelope of parabolas over its own cells and its two neighbours
/// only, so that both sides are done in one pass; where few cells of a run are wanted, or all are near the outline, they
/// are searched for one by one, with the same result. O(cells), and most of that is the two passes.
///
/// Source: Felzenszwalb and Huttenlocher 2012, Distance Transforms of Sampled Functions.
public struct DistanceTransform {
    /// Distance to the nearest cell on the other side in the same column; ``RowSearch/none`` without any.
    private var heights: [Int32] = []
    private var search = RowSearch()

    /// A transform without memory yet.
    public init() {}

    /// Writes how far cells' centres lie from the outline, in cells: positive inside, negative outside.
    ///
    /// The exact Euclidean distance to the nearest centre on the other side, less half a cell. Without any
    /// cell on the other side it is the sum of the grid's sides.
    ///
    /// - Parameters:
    ///   - grid: the cells inside.
    ///   - cells: which cells to measure; nil measures all.
    ///   - values: gets one number for each of them, in their order.
    ///   - offset: where in `values` the first goes.
    /// - Precondition: the cells are of a grid of the same sides, shorter than 2²⁹ cells, and there is room for them.
    public mutating func signedDistances(
        of grid: BitGrid, at cells: CellRuns? = nil, into values: inout [Double], from offset: Int = 0
    ) {
        let (columns, rows) = (grid.columns, grid.rows)
        let cells = cells ?? CellRuns(allOf: columns, by: rows)
        precondition(cells.columns == columns && cells.rows == rows, "the cells are those of another grid")
        precondition(offset >= 0 && offset + cells.count <= values.count, "no room for the distances")
        precondition(max(columns, rows) < Int(RowSearch.none), "the grid is too long")
        guard cells.count > 0 else { return }
        let count = columns * rows
        if heights.count < count { heights = Array(repeating: 0, count: count) }
        var search = self.search
        search.makeRoom(columns: columns)
        grid.bits.withUnsafeBufferPointer { bits in
            heights.withUnsafeMutableBufferPointer { heights in
                DistanceTransform.measureColumns(bits, columns: columns, rows: rows, into: heights)
                values.withUnsafeMutableBufferPointer { values in
                    var (next, place) = (0, offset)
                    while next < cells.runs.count {
                        let row = cells.runs[next].lowerBound / columns
                        let first = next
                        while next < cells.runs.count, cells.runs[next].lowerBound / columns == row {
                            next += 1
                        }
                        let line = row * columns..<(row + 1) * columns
                        place = search.measure(
                            UnsafeBufferPointer(rebasing: bits[line]),
                            heights: UnsafeBufferPointer(rebasing: heights[line]),
                            runs: cells.runs[first..<next], from: line.lowerBound,
                            farthest: Double(columns + rows), into: values, at: place)
                    }
                }
            }
        }
        self.search = search
    }

    private static func measureColumns(
        _ bits: UnsafeBufferPointer<Bool>, columns: Int, rows: Int,
        into heights: UnsafeMutableBufferPointer<Int32>
    ) {
        for column in 0..<columns { heights[column] = RowSearch.none }
        bits.withMemoryRebound(to: UInt8.self) { bits in
            for row in stride(from: 1, to: rows, by: 1) {
                let (here, above) = (row * columns, (row - 1) * columns)
                for column in 0..<columns {
                    let further = heights[above + column] &+ 1
                    heights[here + column] = bits[here + column] == bits[above + column] ? further : 1
                }
            }
            for row in stride(from: rows - 2, through: 0, by: -1) {
                let (here, below) = (row * columns, (row + 1) * columns)
                for column in 0..<columns {
                    let further = heights[below + column] &+ 1
                    let distance = bits[here + column] == bits[below + column] ? further : 1
                    let old = heights[here + column]
                    heights[here + column] = distance < old ? distance : old
                }
            }
        }
    }
}
