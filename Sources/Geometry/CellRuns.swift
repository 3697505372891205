/// Some of the cells of a grid, row by row from the top left.
public struct CellRuns: Hashable, Sendable {
    /// Cells of the grid from left to right.
    public let columns: Int
    /// Cells of the grid from top to bottom.
    public let rows: Int
    /// The cells, as ranges of row-major indices none of which goes beyond its row; ascending, and apart.
    public private(set) var runs: [Range<Int>] = []
    /// How many cells there are.
    public private(set) var count = 0

    /// Every cell of a grid.
    ///
    /// - Precondition: no side is negative.
    public init(allOf columns: Int, by rows: Int) {
        precondition(columns >= 0 && rows >= 0, "impossible grid")
        self.columns = columns
        self.rows = rows
        guard columns > 0 else { return }
        for row in 0..<rows { append(row * columns..<(row + 1) * columns) }
    }

    /// The cells of a grid that are marked, row-major.
    ///
    /// - Precondition: there is a mark for every cell.
    public init(_ marks: [Bool], columns: Int, rows: Int) {
        precondition(columns >= 0 && rows >= 0 && marks.count == columns * rows, "every cell has a mark")
        self.columns = columns
        self.rows = rows
        marks.withUnsafeBufferPointer { marks in
            for row in 0..<rows {
                let end = (row + 1) * columns
                var cell = row * columns
                while cell < end {
                    let start = cell
                    while cell < end, marks[cell] { cell += 1 }
                    if start < cell { append(start..<cell) }
                    while cell < end, !marks[cell] { cell += 1 }
                }
            }
        }
    }

    private mutating func append(_ run: Range<Int>) {
        runs.append(run)
        count += run.count
    }
}
