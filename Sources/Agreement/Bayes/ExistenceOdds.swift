import Foundation

/// The log odds that a candidate is an object, term by term: what a verdict is explained with.
///
/// The terms add up to what ``ExistenceModel`` computes in the rounds of a fit. One instance serves any number of
/// candidates.
struct ExistenceOdds {
    /// The terms, in nats; what the closeness of the shapes adds comes on top.
    struct Terms {
        let prior: Double
        /// What everybody who drew it adds, and everybody who did not, in the order given.
        let drew: [Double]
        let silent: [Double]
        let difficulty: Double
        let truncation: Double
        /// What is added so that no empty answer speaks for an object; at most 0.
        let bound: Double
        /// The sum of all but the bound.
        private let sum: Double

        init(
            prior: Double, drew: [Double], silent: [Double], difficulty: Double, truncation: Double,
            bound: Double
        ) {
            self.prior = prior
            self.drew = drew
            self.silent = silent
            self.difficulty = difficulty
            self.truncation = truncation
            self.bound = bound
            sum = (drew + silent).reduce(prior, +) + difficulty + truncation
        }

        /// The logit of existence, within ±30: beyond, it is no longer told apart from certainty.
        ///
        /// - Parameter place: what the closeness of the shapes adds.
        func logit(place: Double) -> Double { min(max(sum + place + bound, -30), 30) }

        /// What the bound and the limits take off.
        func limit(place: Double) -> Double { logit(place: place) - (sum + place) }
    }

    /// Somebody who answered the image and did not draw the candidate.
    struct Silent {
        /// The index of the annotator.
        let person: Int
        /// Whether they drew nothing at all on the image.
        let isEmpty: Bool
    }

    let levels: Int
    /// ln of the probability to miss and to draw an object, `[person · levels + level]`.
    let missed: [Double]
    private let drawn: [Double]
    /// ln of the probability not to mark and to mark what is no object, by annotator.
    let unmarked: [Double]
    private let marked: [Double]
    /// ln of the share of each level.
    private let shares: [Double]
    private let prior: Double
    /// Whether an empty answer may never speak for an object.
    private let isBounded: Bool

    init(_ skills: SkillEstimates, parameters: BayesParameters) {
        let shifts = parameters.difficulties.map(\.shift)
        levels = shifts.count
        missed = skills.miss.flatMap { rate in
            shifts.map { log(ExistenceModel.missRate(rate, shift: $0)) }
        }
        drawn = skills.miss.flatMap { rate in
            shifts.map { log1p(-ExistenceModel.missRate(rate, shift: $0)) }
        }
        // A mark never speaks against an object.
        let rates = zip(skills.falseMark, skills.miss).map { min($0, 0.9 * (1 - $1)) }
        unmarked = rates.map { log1p(-$0) }
        marked = rates.map { log($0) }
        shares = skills.difficultyShares.map { log($0) }
        prior = log(skills.realShare / (1 - skills.realShare))
        isBounded = parameters.emptyIsBounded
    }

    /// The terms for a candidate.
    ///
    /// - Parameters:
    ///   - drew: indices of the annotators who drew it.
    ///   - silent: those who answered the image and did not, and are not neutral.
    func terms(drew: [Int], silent: [Silent]) -> Terms {
        let alone = Sight(drew: drew, odds: self)
        var sight = alone
        for other in silent { sight.join(silent: other.person, self) }
        return Terms(
            prior: prior,
            drew: drew.map { drawn[$0 * levels] - marked[$0] },
            silent: silent.map { missed[$0.person * levels] - unmarked[$0.person] },
            difficulty: sight.real - sight.ordinary,
            truncation: ExistenceModel.logSeen(sight.unnoticed) - ExistenceModel.logSeen(sight.unseen),
            bound: isBounded ? EmptyAnswerBound(alone: alone, silent: silent, odds: self).drop : 0)
    }

    /// The probability that belongs to a logit.
    static func probability(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

    /// What answers say about a candidate, at each level of difficulty.
    struct Sight {
        /// ln of each level's share times the probability of the answers.
        private(set) var answers: [Double]
        /// ln of each level's share times the probability that everybody misses it.
        private(set) var misses: [Double]
        /// The probability that nobody marks it if it is no object.
        private(set) var unnoticed = 1.0
        private let ordinaryShare: Double

        /// What those who drew it say.
        init(drew: [Int], odds: ExistenceOdds) {
            answers = odds.shares
            misses = odds.shares
            ordinaryShare = odds.shares[0]
            for person in drew {
                for level in answers.indices {
                    answers[level] += odds.drawn[person * odds.levels + level]
                    misses[level] += odds.missed[person * odds.levels + level]
                }
                unnoticed *= exp(odds.unmarked[person])
            }
        }

        /// Adds somebody who did not draw it.
        mutating func join(silent person: Int, _ odds: ExistenceOdds) {
            for level in answers.indices {
                answers[level] += odds.missed[person * odds.levels + level]
                misses[level] += odds.missed[person * odds.levels + level]
            }
            unnoticed *= exp(odds.unmarked[person])
        }

        /// ln of the probability of the answers, if it is an object of the ordinary level.
        var ordinary: Double { answers[0] - ordinaryShare }

        /// The same over all levels.
        var real: Double {
            let top = answers.max() ?? 0
            return top + log(answers.reduce(0) { $0 + exp($1 - top) })
        }

        /// The probability that everybody misses it, if it is an object.
        var unseen: Double { misses.reduce(0) { $0 + exp($1) } }

        /// The part of the log odds that depends on the silent, but for what they do not mark.
        var odds: Double { real - ExistenceModel.logSeen(unseen) + ExistenceModel.logSeen(unnoticed) }
    }
}
