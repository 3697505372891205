/// A grid of numbers laid over an image, such as the share of each cell that shapes cover.
///
/// Values are stored row by row from the top left.
public struct DensityGrid: Hashable, Sendable {
    /// Cells from left to right.
    public let columns: Int

    /// Cells from top to bottom.
    public let rows: Int

    /// The cells' values, row-major: `columns * rows` of them.
    public var values: [Double]

    /// Makes a grid with the same value in every cell.
    ///
    /// - Precondition: neither side is negative.
    public init(columns: Int, rows: Int, repeating value: Double = 0) {
        precondition(columns >= 0 && rows >= 0, "a grid has no negative side")
        self.columns = columns
        self.rows = rows
        self.values = Array(repeating: value, count: columns * rows)
    }

    /// The value of one cell.
    public subscript(column: Int, row: Int) -> Double {
        get { values[offset(column, row)] }
        set { values[offset(column, row)] = newValue }
    }

    /// The largest value, or 0 for a grid without cells.
    public var maximum: Double { values.max() ?? 0 }

    /// The mean value, or 0 for a grid without cells.
    public var mean: Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }

    private func offset(_ column: Int, _ row: Int) -> Int {
        precondition((0..<columns).contains(column) && (0..<rows).contains(row), "cell out of range")
        return row * columns + column
    }
}

extension DensityGrid: Codable {
    private enum CodingKeys: String, CodingKey { case columns, rows, values }

    /// Reads the two sides and the values, and refuses a count that does not fit the sides.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        columns = try object.decode(Int.self, forKey: .columns)
        rows = try object.decode(Int.self, forKey: .rows)
        values = try object.decode([Double].self, forKey: .values)
        let (count, overflow) = columns.multipliedReportingOverflow(by: rows)
        guard columns >= 0, rows >= 0, !overflow, count == values.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .values,
                in: object,
                debugDescription: "A grid has columns times rows values."
            )
        }
    }
}
