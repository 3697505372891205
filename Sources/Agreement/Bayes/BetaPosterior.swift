/// What is believed of a rate after counting.
struct BetaPosterior {
    /// The mean, with the prior's counts.
    let mean: Double
    /// How many observations it stands on beside the prior, whatever their weight.
    private let seen: Double
    /// The prior's counts.
    private let prior: Double

    /// - Parameters:
    ///   - prior: the counts before anything was seen.
    ///   - yes: the weight of what was so.
    ///   - total: the weight of all.
    ///   - seen: the number of all, each at most once.
    init(_ prior: BayesParameters.BetaPrior, yes: Double, of total: Double, seen: Double) {
        mean = (prior.yes + yes) / (prior.total + total)
        self.seen = max(0, seen)
        self.prior = prior.total
    }

    /// The equal-tailed 95 % interval.
    var range: SkillRange {
        // Counts are differences of sums; their last digits may fall below 0.
        let total = prior + seen
        let distribution = BetaDistribution(
            a: max(mean * total, 1e-6), b: max((1 - mean) * total, 1e-6))
        return SkillRange(
            low: Rounding.parameter(distribution.quantile(0.025)),
            high: Rounding.parameter(distribution.quantile(0.975)), count: Rounding.probability(seen))
    }
}
