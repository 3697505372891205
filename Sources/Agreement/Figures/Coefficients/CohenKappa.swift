/// Cohen's kappa: agreement of two raters on categories, corrected by how often each uses each category.
///
/// `κ = (p_o - p_e) / (1 - p_e)` with `p_o = Σ n_cc / n` and `p_e = Σ n_c· n_·c / n²`.
///
/// Source: Cohen 1960; the standard error from Fleiss, Cohen and Everitt 1969.
public enum CohenKappa {
    /// Kappa of a square table of counts.
    ///
    /// O(c²) for c categories.
    ///
    /// - Parameter table: `table[i][j]` items that the first rater put into category i and the second into j; rows
    ///   of equal length, counts of at least 0.
    /// - Returns: undefined if the table is not square, is empty, or if both raters use one and the same category only.
    public static func of(table: [[Int]]) -> ChanceCorrected {
        guard table.allSatisfy({ $0.count == table.count && $0.allSatisfy { $0 >= 0 } }) else {
            return .undefined("The table is not square.")
        }
        guard let shares = Shares(table) else { return .undefined("There is nothing to compare.") }
        guard shares.expected < 1 else {
            return ChanceCorrected(
                observed: shares.observed, expected: 1, value: nil, n: shares.total,
                reason: "Both used one class only, so they could not differ.")
        }
        return ChanceCorrected(
            observed: shares.observed, expected: shares.expected,
            value: (shares.observed - shares.expected) / (1 - shares.expected), n: shares.total)
    }

    /// The large-sample standard error of kappa, all items being independent; nil where kappa is not defined.
    public static func standardError(table: [[Int]]) -> Double? {
        guard let value = of(table: table).value, let shares = Shares(table) else { return nil }
        let rest = 1 - shares.expected
        var (agreeing, differing) = (0.0, 0.0)
        for (i, row) in table.enumerated() {
            for (j, count) in row.enumerated() where count > 0 {
                let share = Double(count) / Double(shares.total)
                if i == j {
                    let term = 1 - (shares.rows[i] + shares.columns[i]) * (1 - value)
                    agreeing += share * term * term
                } else {
                    // The margins are crossed: the first rater's use of the second's category, and the reverse.
                    let sum = shares.columns[i] + shares.rows[j]
                    differing += share * sum * sum
                }
            }
        }
        differing *= (1 - value) * (1 - value)
        let excess = value - shares.expected * (1 - value)
        let variance = (agreeing + differing - excess * excess) / (rest * rest * Double(shares.total))
        return max(0, variance).squareRoot()
    }

    /// Shares of the items.
    private struct Shares {
        let total: Int
        let rows: [Double]
        let columns: [Double]
        let observed: Double
        let expected: Double

        init?(_ table: [[Int]]) {
            let total = table.reduce(0) { $0 + $1.reduce(0, +) }
            guard total > 0 else { return nil }
            let all = Double(total)
            let rowCounts = table.map { $0.reduce(0, +) }
            let columnCounts = table.indices.map { column in table.reduce(0) { $0 + $1[column] } }
            self.total = total
            rows = rowCounts.map { Double($0) / all }
            columns = columnCounts.map { Double($0) / all }
            observed = Double(table.indices.reduce(0) { $0 + table[$1][$1] }) / all
            let isCertain = table.indices.contains { rowCounts[$0] == total && columnCounts[$0] == total }
            expected = isCertain ? 1 : zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }
}
