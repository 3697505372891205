/// Fleiss' kappa: agreement of several raters on categories, corrected by how often each category is used.
///
/// `κ = (P̄ - P_e) / (1 - P_e)`, where `P_i = Σ_c n_ic (n_ic - 1) / (n_i (n_i - 1))` is the share of pairs of ratings
/// of unit i that agree, `P̄` its mean over units, `p_c` the mean over units of `n_ic / n_i`, and `P_e = Σ p_c²`.
/// Units may have different numbers of ratings; those with fewer than two are left out.
///
/// Source: Fleiss 1971; for different numbers of ratings Gwet 2014.
public enum FleissKappa {
    /// Kappa of counts.
    ///
    /// O(units · categories).
    ///
    /// - Parameter counts: `counts[i][c]` ratings of unit i in category c; at least 0, rows of equal length.
    /// - Returns: undefined if no unit has two ratings, or if only one category is used.
    public static func of(counts: [[Int]]) -> ChanceCorrected {
        guard counts.allSatisfy({ $0.count == counts[0].count && $0.allSatisfy { $0 >= 0 } }) else {
            return .undefined("The rows do not have the same categories.")
        }
        var (units, agreement) = (0, 0.0)
        var shares = Array(repeating: 0.0, count: counts.first?.count ?? 0)
        for row in counts {
            let ratings = Double(row.reduce(0, +))
            guard ratings >= 2 else { continue }
            units += 1
            for (category, count) in row.enumerated() where count > 0 {
                let count = Double(count)
                agreement += count * (count - 1) / (ratings * (ratings - 1))
                shares[category] += count / ratings
            }
        }
        guard units > 0 else { return .undefined("Nothing was rated by two people.") }
        let observed = agreement / Double(units)
        let isCertain = shares.count { $0 > 0 } == 1
        let expected = isCertain ? 1 : shares.reduce(0) { $0 + ($1 / Double(units)) * ($1 / Double(units)) }
        guard !isCertain else {
            return ChanceCorrected(
                observed: observed, expected: 1, value: nil, n: units,
                reason: "Only one class was used, so nobody could differ.")
        }
        return ChanceCorrected(
            observed: observed, expected: expected, value: (observed - expected) / (1 - expected), n: units)
    }
}
