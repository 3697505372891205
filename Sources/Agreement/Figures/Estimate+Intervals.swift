extension Estimate {
    /// Resamples behind an interval.
    private static let resamples = 1000

    /// From this many observations on the normal approximation takes the place of resampling.
    private static let manyObservations = 1000

    /// A mean, with the percentile interval of 1,000 bootstrap resamples.
    ///
    /// The generator starts from the same seed each time and the values are sorted first, so equal values give equal
    /// intervals in any order. From 1,000 values on the interval is the normal one, 1.96 standard errors. A single
    /// value has no interval. Values that are not finite are left out.
    ///
    /// Source: Efron 1979.
    public static func mean(of values: [Double]) -> Estimate {
        ratio(of: values.map { (part: $0, whole: 1.0) })
    }

    /// The sum of parts divided by the sum of wholes, with an interval that resamples (part, whole) pairs, such as
    /// the images that counts come from.
    ///
    /// - Parameters:
    ///   - terms: one pair per independent observation; pairs that are not finite, or whose whole is 0, are left out.
    ///   - n: what to state as the number of observations; nil states the number of pairs.
    static func ratio(of terms: [(part: Double, whole: Double)], n: Int? = nil) -> Estimate {
        let terms =
            terms
            .filter { $0.part.isFinite && $0.whole.isFinite && $0.whole > 0 }
            .sorted { $0.whole == $1.whole ? $0.part < $1.part : $0.whole < $1.whole }
        guard !terms.isEmpty else { return .undefined("There is nothing to measure.") }
        let value = quotient(terms)
        let stated = n ?? terms.count
        guard terms.count > 1 else {
            return Estimate(
                value: value, low: nil, high: nil, n: stated, reason: "One observation has no interval.")
        }
        let (low, high) =
            terms.count < manyObservations ? percentiles(terms) : normalInterval(terms, around: value)
        // A ratio of sums never leaves the range of the single ratios.
        let ratios = terms.map { $0.part / $0.whole }
        return Estimate(
            value: value, low: max(low, ratios.min() ?? low), high: min(high, ratios.max() ?? high), n: stated
        )
    }

    /// A share, with Wilson's score interval.
    ///
    /// Source: Wilson 1927.
    public static func proportion(successes: Int, of total: Int) -> Estimate {
        guard total > 0, successes >= 0, successes <= total else {
            return .undefined("There is nothing to measure.")
        }
        return wilson(share: Double(successes) / Double(total), n: total)
    }

    /// A mean of values from 0 to 1, with Wilson's score interval as if it were a share.
    ///
    /// Source: Wilson 1927.
    public static func wilson(mean values: some Collection<Double>) -> Estimate {
        guard !values.isEmpty else { return .undefined("There is nothing to measure.") }
        return wilson(share: min(1, max(0, values.reduce(0, +) / Double(values.count))), n: values.count)
    }

    /// A share of so many observations, more than none, with Wilson's score interval.
    static func wilson(share: Double, n: Int) -> Estimate {
        let count = Double(n)
        let quantile = NormalDistribution.quantile975
        let square = quantile * quantile
        let center = (share + square / (2 * count)) / (1 + square / count)
        let half =
            quantile / (1 + square / count)
            * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
        return Estimate(
            value: share, low: share == 0 ? 0 : max(0, center - half),
            high: share == 1 ? 1 : min(1, center + half), n: n)
    }

    /// A figure of at most 1 with the interval of 1.96 standard errors.
    static func normal(_ value: Double, standardError: Double, n: Int) -> Estimate {
        Estimate(
            value: value, low: value - NormalDistribution.quantile975 * standardError,
            high: min(1, value + NormalDistribution.quantile975 * standardError), n: n)
    }

    private static func quotient(_ terms: [(part: Double, whole: Double)]) -> Double {
        var (parts, wholes) = (0.0, 0.0)
        for term in terms {
            parts += term.part
            wholes += term.whole
        }
        return parts / wholes
    }

    private static func percentiles(_ terms: [(part: Double, whole: Double)]) -> (Double, Double) {
        var generator = SplitMix64(seed: 0x426F_7877_6F6F_6421)
        var results: [Double] = []
        results.reserveCapacity(resamples)
        for _ in 0..<resamples {
            var (parts, wholes) = (0.0, 0.0)
            for _ in terms {
                let term = terms[generator.index(below: terms.count)]
                parts += term.part
                wholes += term.whole
            }
            results.append(parts / wholes)
        }
        results.sort()
        return (results[resamples / 40 - 1], results[resamples - resamples / 40])
    }

    /// Source: the delta method for a ratio of means.
    private static func normalInterval(
        _ terms: [(part: Double, whole: Double)], around value: Double
    ) -> (Double, Double) {
        var (squares, wholes) = (0.0, 0.0)
        for term in terms {
            let rest = term.part - value * term.whole
            squares += rest * rest
            wholes += term.whole
        }
        let n = Double(terms.count)
        let error = (squares * n / (n - 1)).squareRoot() / wholes
        return (
            value - NormalDistribution.quantile975 * error, value + NormalDistribution.quantile975 * error
        )
    }
}
