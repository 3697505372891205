/// Exact limits for a share, from a count of what was right.
///
/// Source: Clopper and Pearson 1934, by the quantiles of Beta distributions. Items that were drawn from a finite
/// whole without putting them back make the limits wider than need be, never narrower.
public enum ProportionBounds {
    /// The two-sided interval of 95 %: each end is missed in at most 2.5 % of samples.
    public static func exact(successes: Int, of total: Int) -> Estimate {
        guard total > 0, successes >= 0, successes <= total else {
            return .undefined("There is nothing to measure.")
        }
        let (right, n) = (Double(successes), Double(total))
        return Estimate(
            value: right / n, low: lower(right, of: n, missing: 0.025),
            high: 1 - lower(n - right, of: n, missing: 0.025), n: total)
    }

    /// What the share of errors is at most, with a confidence of 95 %; 1 before anything was counted.
    ///
    /// Without an error that is `1 - 0.05^(1/n)`: 5 % after 59 items, 2 % after 149, 1 % after 299.
    public static func errorsAtMost(errors: Int, of total: Int) -> Double {
        guard total > 0 else { return 1 }
        return 1 - lower(Double(total - errors), of: Double(total), missing: 0.05)
    }

    /// The limit below the share that is missed with this probability.
    ///
    /// - Parameter successes: may be a fraction, for plans.
    static func lower(_ successes: Double, of total: Double, missing: Double) -> Double {
        guard successes > 0 else { return 0 }
        return BetaDistribution(a: successes, b: total - successes + 1).quantile(missing)
    }

    /// Half the width of the exact interval when a share `accuracy` of `total` items is right.
    static func halfWidth(at accuracy: Double, of total: Int) -> Double {
        let n = Double(total)
        let right = accuracy * n
        return
            (1 - lower(n - right, of: n, missing: 0.025) - lower(right, of: n, missing: 0.025)) / 2
    }
}
