/// Signed distances from the outline of one bit grid after another, in memory that is kept for the next.
///
/// One pass down and one up give every cell the distance to the other side within its column. In each row a run
/// of cells on the same side then needs the lower envelope of parabolas over its own cells and its two neighbours
/// only, so that both sides are done in one pass; where few cells of a run are wanted, or all are near the outline, they
/// are searched for one by one, with the same result. O(cells).
///
/// Source: Felzenszwalb and Huttenlocher 2012, Distance Transforms of Sampled Functions.
public struct DistanceTransform {
    /// Distance to the nearest cell on the other side in the same column; infinite without any.
    private var heights: [Double] = []
    private var search = RowSearch()

    /// A transform without memory yet.
    public init() {}

    /// Writes how far each cell's centre lies from the outline, in cells: positive inside, negative outside.
    ///
    /// The exact Euclidean distance to the nearest centre on the other side, less half a cell. Without any
    /// cell on the other side it is the sum of the grid's sides.
    ///
    /// - Parameters:
    ///   - grid: the cells inside.
    ///   - values: gets one number a cell, row-major.
    ///   - offset: where in `values` the first goes.
    ///   - wanted: which cells to measure; the others get the sum of the grid's sides with the sign of their side.
    ///     Nil measures all.
    /// - Precondition: there is room for all of the grid's cells, and `wanted` has one element for each.
    public mutating func signedDistances(
        of grid: BitGrid, into values: inout [Double], at offset: Int = 0, where wanted: [Bool]? = nil
    ) {
        let count = grid.bits.count
        precondition(wanted.map { $0.count == count } ?? true, "every cell is wanted or not")
        precondition(offset >= 0 && offset + count <= values.count, "no room for the distances")
        guard count > 0 else { return }
        if heights.count < count { heights = Array(repeating: 0, count: count) }
        let (columns, rows) = (grid.columns, grid.rows)
        let wanted = wanted ?? Array(repeating: true, count: count)
        var search = self.search
        search.makeRoom(columns: columns)
        grid.bits.withUnsafeBufferPointer { bits in
            heights.withUnsafeMutableBufferPointer { heights in
                DistanceTransform.measureColumns(bits, columns: columns, rows: rows, into: heights)
                wanted.withUnsafeBufferPointer { wanted in
                    values.withUnsafeMutableBufferPointer { values in
                        for row in 0..<rows {
                            let cells = (row * columns)..<((row + 1) * columns)
                            let target = (offset + cells.lowerBound)..<(offset + cells.upperBound)
                            search.measure(
                                UnsafeBufferPointer(rebasing: bits[cells]),
                                heights: UnsafeBufferPointer(rebasing: heights[cells]),
                                wanted: UnsafeBufferPointer(rebasing: wanted[cells]),
                                farthest: Double(columns + rows),
                                into: UnsafeMutableBufferPointer(rebasing: values[target]))
                        }
                    }
                }
            }
        }
        self.search = search
    }

    private static func measureColumns(
        _ bits: UnsafeBufferPointer<Bool>, columns: Int, rows: Int,
        into heights: UnsafeMutableBufferPointer<Double>
    ) {
        for column in 0..<columns { heights[column] = .infinity }
        for row in stride(from: 1, to: rows, by: 1) {
            let (here, above) = (row * columns, (row - 1) * columns)
            for column in 0..<columns {
                let isSame = bits[here + column] == bits[above + column]
                heights[here + column] = isSame ? heights[above + column] + 1 : 1
            }
        }
        for row in stride(from: rows - 2, through: 0, by: -1) {
            let (here, below) = (row * columns, (row + 1) * columns)
            for column in 0..<columns {
                let isSame = bits[here + column] == bits[below + column]
                let distance = isSame ? heights[below + column] + 1 : 1
                heights[here + column] = min(heights[here + column], distance)
            }
        }
    }
}
