import ArgumentParser

/// In which form figures are printed.
struct FigureForm: ParsableArguments {
    @Flag(help: "Print the figures as JSON.")
    var json = false

    @Flag(help: "Print the figures as comma-separated values.")
    var csv = false

    /// Prints a table in this form, with an empty line behind it.
    func show(_ table: FigureTable) {
        print(csv ? table.csv : table.text + "\n")
    }
}

/// Figures with their intervals: for a person to read, or as comma-separated values.
struct FigureTable {
    private let head: String
    private let facts: [String]
    private let figures: [String]
    private var rows: [(name: String, facts: [String], figures: [EstimateAnswer])] = []

    /// A table whose rows begin with a name, go on with plain facts and end with figures.
    init(_ head: String, facts: [String], figures: [String]) {
        self.head = head
        self.facts = facts
        self.figures = figures
    }

    /// Adds a row.
    mutating func add(_ name: String, _ facts: [String], _ figures: [EstimateAnswer]) {
        rows.append((name, facts, figures))
    }

    /// Columns side by side.
    var text: String {
        var table = TextTable([head] + facts + figures, left: [0])
        for row in rows { table.add([row.name] + row.facts + row.figures.map(\.text)) }
        return table.text
    }

    /// RFC 4180, each figure with its interval and n; a cell that a spreadsheet would take for a formula begins with an
    /// apostrophe.
    var csv: String {
        let columns = [head] + facts + figures.flatMap { [$0, $0 + "_low", $0 + "_high", $0 + "_n"] }
        let lines = rows.map { row in
            ([row.name] + row.facts).map(Self.cell)
                + row.figures.flatMap { figure in
                    [figure.value, figure.low, figure.high].map { $0.map { String($0) } ?? "" }
                        + [String(figure.n)]
                }
        }
        return ([columns] + lines).map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula && Double(text) == nil ? "'" + text : text
        return safe.contains { ",\"\r\n".contains($0) }
            ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}
