import Foundation

/// The log odds that a candidate is an object, term by term: what a verdict is explained with.
///
/// The terms add up to what ``ExistenceModel`` computes in the rounds of a fit. One instance serves any number of
/// candidates.
struct ExistenceOdds {
    /// The terms, in nats.
    struct Terms {
        var prior = 0.0
        /// What everybody who drew it adds, and everybody who did not, in the order given.
        var drew: [Double] = []
        var silent: [Double] = []
        var difficulty = 0.0
        var place = 0.0
        var truncation = 0.0
        var limit = 0.0
        /// The logit of existence.
        var logit = 0.0
    }

    /// Beyond this a logit is no longer told apart from certainty.
    static let largest = 30.0

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
    /// By annotator, whether their silence may never speak for an object.
    private let bounded: [Bool]

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
        bounded = rates.map { parameters.silenceIsBounded && $0 <= parameters.boundedFalseMark }
    }

    /// The terms for a candidate.
    ///
    /// - Parameters:
    ///   - drew: indices of the annotators who drew it.
    ///   - silent: indices of those who answered the image and did not, and are not neutral.
    ///   - place: what the closeness of the shapes adds.
    func terms(drew: [Int], silent: [Int], place: Double) -> Terms {
        var terms = Terms()
        terms.prior = prior
        terms.place = place
        terms.drew = drew.map { drawn[$0 * levels] - marked[$0] }
        terms.silent = silent.map { missed[$0 * levels] - unmarked[$0] }
        let alone = Sight(drew: drew, odds: self)
        var sight = alone
        for person in silent { sight.join(silent: person, self) }
        terms.difficulty = sight.real - sight.ordinary
        terms.truncation = ExistenceOdds.logSeen(sight.unnoticed) - ExistenceOdds.logSeen(sight.unseen)
        let sum =
            (terms.drew + terms.silent).reduce(terms.prior, +) + terms.difficulty + terms.place
            + terms.truncation
        var bound = sum
        if silent.contains(where: isBounded) {
            bound += SilenceBound(alone: alone, silent: silent, odds: self).drop
        }
        terms.logit = min(max(bound, -ExistenceOdds.largest), ExistenceOdds.largest)
        terms.limit = terms.logit - sum
        return terms
    }

    /// Whether somebody's silence may never speak for an object.
    func isBounded(_ person: Int) -> Bool { bounded[person] }

    /// The probability that belongs to a logit.
    static func probability(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

    /// ln of the probability that somebody draws it.
    static func logSeen(_ unseen: Double) -> Double { log(max(1e-9, 1 - unseen)) }

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
        var odds: Double { real - ExistenceOdds.logSeen(unseen) + ExistenceOdds.logSeen(unnoticed) }
    }
}
