import Foundation

/// How probable it is that a candidate is an object, from who drew it and who did not.
///
/// Somebody who answered the image and did not draw it counts against it; somebody who did not answer does not count.
/// Both sides are truncated at zero, since a candidate that nobody drew is never seen. Worked out once for each sighting;
/// one instance serves one round.
struct ExistenceModel {
    /// By sighting, the log odds, but for what the closeness of the votes adds.
    private(set) var logOdds: [Double] = []
    /// The probability of each difficulty if it is an object, `[sighting · levels + level]`.
    private(set) var difficulty: [Double] = []
    /// How many levels of difficulty there are.
    let levels: Int

    init(_ table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters) {
        let rates = SightRates(skills, parameters: parameters)
        levels = rates.levels
        let panels = (0..<table.panels.count).map { Silence(of: table.panels[$0], rates) }
        logOdds.reserveCapacity(table.sightings.count)
        difficulty.reserveCapacity(table.sightings.count * levels)
        for sighting in 0..<table.sightings.count {
            var silence = panels[table.sightings.panel(sighting)]
            append(table.sightings[sighting], rates, &silence)
        }
    }

    /// The probability of existence.
    ///
    /// - Parameter evidence: what the closeness of the votes adds to the log odds.
    func existence(of sighting: Int, evidence: Double) -> Double {
        1 / (1 + exp(-min(max(logOdds[sighting] + evidence, -30), 30)))
    }

    private mutating func append(_ people: MarkedPeople, _ rates: SightRates, _ silence: inout Silence) {
        var chance = 0.0
        var isWhole = true
        for (person, isNeutral) in people where isNeutral {
            silence.leaveOut(person, rates)
            isWhole = false
        }
        if !isWhole { silence.settle(rates) }
        let first = difficulty.count
        var top = -Double.infinity
        for level in 0..<levels {
            var sum = silence.missed[level] + rates.logShares[level]
            for (person, isNeutral) in people where !isNeutral { sum += rates.drawn[person * levels + level] }
            difficulty.append(sum)
            top = max(top, sum)
        }
        for (person, isNeutral) in people where !isNeutral { chance += rates.marked[person] }
        var total = 0.0
        for place in first..<difficulty.count {
            difficulty[place] = exp(difficulty[place] - top)
            total += difficulty[place]
        }
        for place in first..<difficulty.count { difficulty[place] /= total }
        let real = top + log(total) - silence.seen
        logOdds.append(rates.prior + real - (silence.unmarked + chance - silence.noticed))
    }

    /// The miss rate at a difficulty: its logit is shifted.
    static func missRate(_ rate: Double, shift: Double) -> Double {
        1 / (1 + (1 - rate) / rate * exp(-shift))
    }

    /// ln of the probability that somebody draws or marks what all fail to with this probability.
    static func logSeen(_ unseen: Double) -> Double { log(max(1e-9, 1 - unseen)) }
}

/// Logarithms of how everybody sees.
private struct SightRates {
    let levels: Int
    let shares: [Double]
    let logShares: [Double]
    /// ln of the probability to miss an object, and by how much ln of that to draw it is larger,
    /// `[person · levels + level]`.
    var missed: [Double] = []
    var drawn: [Double] = []
    /// ln of the probability not to mark what is no object, and by how much that to mark it is larger, by annotator.
    let unmarked: [Double]
    let marked: [Double]
    /// The log odds of any candidate.
    let prior: Double

    init(_ skills: SkillEstimates, parameters: BayesParameters) {
        levels = parameters.difficulties.count
        shares = skills.difficultyShares
        logShares = shares.map { log($0) }
        for rate in skills.miss {
            for difficulty in parameters.difficulties {
                let level = ExistenceModel.missRate(rate, shift: difficulty.shift)
                missed.append(log(level))
                drawn.append(log1p(-level) - log(level))
            }
        }
        // A mark never speaks against an object.
        let rates = zip(skills.falseMark, skills.miss).map { min($0, 0.9 * (1 - $1)) }
        unmarked = rates.map { log1p(-$0) }
        marked = rates.map { log($0) - log1p(-$0) }
        prior = log(skills.realShare / (1 - skills.realShare))
    }
}

/// What it means that everybody of a panel is silent.
private struct Silence {
    /// ln of the probability that all miss an object, by level.
    private(set) var missed: [Double]
    /// ln of the probability that nobody marks what is no object.
    private(set) var unmarked = 0.0
    /// ln of the probability that anybody draws an object, and marks what is none.
    private(set) var seen = 0.0
    private(set) var noticed = 0.0

    init(of people: MarkedPeople, _ rates: SightRates) {
        missed = Array(repeating: 0, count: rates.levels)
        for (person, _) in people {
            for level in 0..<rates.levels { missed[level] += rates.missed[person * rates.levels + level] }
            unmarked += rates.unmarked[person]
        }
        settle(rates)
    }

    /// Leaves somebody out; ``settle(_:)`` must follow.
    mutating func leaveOut(_ person: Int, _ rates: SightRates) {
        for level in 0..<rates.levels { missed[level] -= rates.missed[person * rates.levels + level] }
        unmarked -= rates.unmarked[person]
    }

    mutating func settle(_ rates: SightRates) {
        var unseen = 0.0
        for level in 0..<rates.levels { unseen += rates.shares[level] * exp(missed[level]) }
        seen = ExistenceModel.logSeen(unseen)
        noticed = ExistenceModel.logSeen(exp(unmarked))
    }
}
