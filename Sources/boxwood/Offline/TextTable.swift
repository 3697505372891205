/// Columns of text that line up in a terminal.
struct TextTable {
    private var rows: [[String]]
    private let left: Set<Int>

    /// A table with its head.
    ///
    /// - Parameter left: the columns that begin at their left edge; the others, numbers, end at their right.
    init(_ head: [String], left: Set<Int>) {
        rows = [head]
        self.left = left
    }

    /// Adds a row with as many cells as the head.
    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The table without a line break at the end.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { Self.width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let pad = String(repeating: " ", count: widths[column] - Self.width(cell))
                if column > 0 { line += "  " }
                line += left.contains(column) ? cell + pad : pad + cell
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        .joined(separator: "\n")
    }

    private static func width(_ text: String) -> Int { text.count }
}
