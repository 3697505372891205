public import Labeling

/// How well a person does on known answers.
public struct GoldStanding: Hashable, Sendable {
    /// Mean score over the person's gold answers, 0…1, with an interval of 95 %; n counts answers.
    ///
    /// Each answer's score is between 0 and 1, so that its variance is at most p(1 - p): Wilson's interval for a share
    /// is then wide enough for a mean of such scores, and wider than need be where answers are partly right.
    public let score: Estimate
    private let scores: [Double]

    /// The standing of somebody with these scores, oldest first.
    public init(scores: [Double]) {
        self.scores = scores
        score = .wilson(mean: scores)
    }

    /// The score for which the rule asks to pause the person: over all their answers, or over the newest alone; nil for
    /// neither.
    ///
    /// Over all of them, who did well for long could do badly for as long. The newest are judged anew with every answer, and
    /// always by their interval of 95 %, which keeps those who do well from being paused by chance.
    public func ground(toPauseBy settings: GoldSettings) -> Estimate? {
        guard settings.pauseRule != .never, score.n >= settings.minimumAnswers else { return nil }
        let whole = settings.pauseRule == .score ? score.value : score.high
        if let whole, whole < settings.threshold { return score }
        guard settings.recentAnswers > 0 else { return nil }
        let newest = Estimate.wilson(
            mean: scores.suffix(settings.recentAnswers))
        guard let high = newest.high, high < settings.threshold else { return nil }
        return newest
    }
}

extension Estimate {
    /// A mean of values from 0 to 1 with Wilson's score interval, as if it were a share.
    ///
    /// Source: Wilson 1927.
    public static func wilson(mean values: some Collection<Double>) -> Estimate {
        guard !values.isEmpty else { return .undefined("There is nothing to measure.") }
        let n = Double(values.count)
        let share = min(1, max(0, values.reduce(0, +) / n))
        let quantile = NormalDistribution.quantile975
        let square = quantile * quantile
        let center = (share + square / (2 * n)) / (1 + square / n)
        let half =
            quantile / (1 + square / n) * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
        return Estimate(
            value: share, low: share == 0 ? 0 : max(0, center - half),
            high: share == 1 ? 1 : min(1, center + half), n: values.count)
    }
}
