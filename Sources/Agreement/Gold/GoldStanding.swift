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
        let newest = Estimate.wilson(mean: scores.suffix(settings.recentAnswers))
        guard let high = newest.high, high < settings.threshold else { return nil }
        return newest
    }
}
