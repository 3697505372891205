/// Krippendorff's alpha: `α = 1 - D_o / D_e`, the disagreement inside units beside the one expected by chance.
///
/// Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability".
public enum KrippendorffAlpha {
    /// Alpha for categories.
    ///
    /// O(values · log values).
    ///
    /// `D_o = 1/n Σ_u Σ_{c≠k} n_uc n_uk / (m_u - 1)` and `D_e = Σ_{c≠k} n_c n_k / (n (n - 1))` over the n values of
    /// units with at least two; a unit with one value has nothing to be compared with.
    ///
    /// - Parameter units: the category numbers given to each unit; a missing value is left out.
    /// - Returns: 1 where every such value is the same, though `D_e` is then 0 and `α` strictly 0/0; undefined if no
    ///   unit has two values. `n` counts the units with two or more.
    public static func nominal(units: [[Int]]) -> ChanceCorrected {
        let units = units.filter { $0.count > 1 }
        guard !units.isEmpty else { return .undefined("No unit has two values.") }
        let total = Double(units.reduce(0) { $0 + $1.count })
        var disagreement = 0.0
        for unit in units {
            let size = Double(unit.count)
            let same = runs(unit).reduce(0.0) { $0 + Double($1 * ($1 - 1)) }
            disagreement += (size * (size - 1) - same) / (size - 1)
        }
        let observed = disagreement / total
        let counts = runs(units.flatMap { $0 })
        guard counts.count > 1 else {
            return ChanceCorrected(observed: 1, expected: 1, value: 1, n: units.count)
        }
        let same = counts.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
        let expected = 1 - same / (total * (total - 1))
        return ChanceCorrected(
            observed: 1 - observed, expected: 1 - expected, value: 1 - observed / expected, n: units.count)
    }

    /// How often each value occurs, in ascending order of the values.
    private static func runs(_ values: [Int]) -> [Int] {
        var counts: [Int] = []
        var last: Int?
        for value in values.sorted() {
            if value == last { counts[counts.count - 1] += 1 } else { counts.append(1) }
            last = value
        }
        return counts
    }
}
