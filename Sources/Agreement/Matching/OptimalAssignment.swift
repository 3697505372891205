/// Pairs rows with columns one to one so that the sum of the chosen values is the largest possible.
///
/// Source: Kuhn 1955; Jonker and Volgenant 1987 (shortest augmenting paths with potentials). O(r² c) for r rows
/// and c columns with r ≤ c, and the other way round. Of equally good answers the same one is always found.
enum OptimalAssignment {
    /// The column chosen for each row, or nil for rows left over when there are more rows than columns.
    ///
    /// - Parameter values: one row after another, all of the same length, finite.
    static func maximizing(_ values: [[Double]]) -> [Int?] {
        let columns = values.first?.count ?? 0
        guard columns > 0 else { return values.map { _ in nil } }
        guard values.count <= columns else {
            let turned = (0..<columns).map { column in values.map { $0[column] } }
            var result = [Int?](repeating: nil, count: values.count)
            for (column, row) in maximizing(turned).enumerated() {
                if let row { result[row] = column }
            }
            return result
        }
        var solver = ShortestPaths(values: values, columns: columns)
        for row in values.indices { solver.place(row) }
        return solver.columnOfRow()
    }
}

/// Successive shortest augmenting paths over the costs `-value`; the last column is a starting place without cost.
private struct ShortestPaths {
    let values: [[Double]]
    let columns: Int
    var rowPotential: [Double]
    var columnPotential: [Double]
    /// The row in each column, or -1.
    var rowIn: [Int]

    init(values: [[Double]], columns: Int) {
        self.values = values
        self.columns = columns
        rowPotential = Array(repeating: 0, count: values.count)
        columnPotential = Array(repeating: 0, count: columns + 1)
        rowIn = Array(repeating: -1, count: columns + 1)
    }

    /// Gives one more row a column, moving others where that is better.
    mutating func place(_ row: Int) {
        var shortest = Array(repeating: Double.infinity, count: columns)
        var before = Array(repeating: columns, count: columns)
        var isDone = Array(repeating: false, count: columns + 1)
        rowIn[columns] = row
        var column = columns
        repeat {
            isDone[column] = true
            let current = rowIn[column]
            var step = Double.infinity
            var next = columns
            for candidate in 0..<columns where !isDone[candidate] {
                let cost = -values[current][candidate] - rowPotential[current] - columnPotential[candidate]
                if cost < shortest[candidate] {
                    shortest[candidate] = cost
                    before[candidate] = column
                }
                if shortest[candidate] < step {
                    step = shortest[candidate]
                    next = candidate
                }
            }
            for candidate in 0...columns {
                if isDone[candidate] {
                    rowPotential[rowIn[candidate]] += step
                    columnPotential[candidate] -= step
                } else {
                    shortest[candidate] -= step
                }
            }
            column = next
        } while rowIn[column] >= 0
        while column != columns {
            rowIn[column] = rowIn[before[column]]
            column = before[column]
        }
        rowIn[columns] = -1
    }

    func columnOfRow() -> [Int?] {
        var result = [Int?](repeating: nil, count: values.count)
        for column in 0..<columns where rowIn[column] >= 0 { result[rowIn[column]] = column }
        return result
    }
}
