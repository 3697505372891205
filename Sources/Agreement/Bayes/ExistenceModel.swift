import Foundation

/// How probable it is that a candidate is an object, from who drew it and who did not.
///
/// Somebody who answered the image and did not draw it counts against it; somebody who did not answer does not count.
/// Both sides are truncated at zero, since a candidate that nobody drew is never seen. One instance serves one round.
struct ExistenceModel {
    /// A candidate's verdict.
    struct Verdict {
        /// The probability that it is an object.
        var existence: Double
        /// The probability of each difficulty, if it is one.
        var difficulty: [Double]
    }

    /// ln of the probability to miss and to draw an object, by level and annotator.
    private let missed: [[Double]]
    private let drawn: [[Double]]
    /// ln of the probability not to mark and to mark what is no object, by annotator.
    private let unmarked: [Double]
    private let marked: [Double]
    /// Sums over everybody asked, by image and level, and by image.
    private let allMissed: [[Double]]
    private let allUnmarked: [Double]
    private let shares: [Double]
    /// ln of the probability that anybody draws an object, and marks what is none, by image.
    private let seen: [Double]
    private let noticed: [Double]
    private let logOdds: Double

    init(_ table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters) {
        missed = parameters.difficulties.map { level in
            skills.miss.map { log(ExistenceModel.missRate($0, shift: level.shift)) }
        }
        drawn = parameters.difficulties.map { level in
            skills.miss.map { log1p(-ExistenceModel.missRate($0, shift: level.shift)) }
        }
        // A mark never speaks against an object.
        let rates = zip(skills.falseMark, skills.miss).map { min($0, 0.9 * (1 - $1)) }
        unmarked = rates.map { log1p(-$0) }
        marked = rates.map { log($0) }
        let (missed, unmarked) = (missed, unmarked)
        allMissed = table.asked.map { people in
            missed.map { level in people.reduce(0) { $0 + level[$1] } }
        }
        allUnmarked = table.asked.map { people in people.reduce(0) { $0 + unmarked[$1] } }
        shares = skills.difficultyShares
        let shares = shares
        seen = allMissed.map { ExistenceModel.logSeen(zip(shares, $0).reduce(0) { $0 + $1.0 * exp($1.1) }) }
        noticed = allUnmarked.map { ExistenceModel.logSeen(exp($0)) }
        logOdds = log(skills.realShare / (1 - skills.realShare))
    }

    /// The miss rate at a difficulty: its logit is shifted.
    static func missRate(_ rate: Double, shift: Double) -> Double {
        1 / (1 + (1 - rate) / rate * exp(-shift))
    }

    private static func logSeen(_ unseen: Double) -> Double { log(max(1e-9, 1 - unseen)) }

    /// The verdict on a candidate.
    ///
    /// - Parameter evidence: what the closeness of its votes adds to the log odds.
    func verdict(on candidate: Int, in table: CandidateTable, evidence: Double) -> Verdict {
        let (image, slots, neutral) = (
            table.image[candidate], table.slots(candidate), table.neutral[candidate]
        )
        var unseen = 0.0
        var levels = Array(repeating: 0.0, count: shares.count)
        for level in shares.indices {
            var silence = allMissed[image][level]
            for person in neutral { silence -= missed[level][person] }
            if !neutral.isEmpty { unseen += shares[level] * exp(silence) }
            var sum = silence + log(shares[level])
            for slot in slots {
                let person = table.annotator[slot]
                sum += drawn[level][person] - missed[level][person]
            }
            levels[level] = sum
        }
        let top = levels.max() ?? 0
        let real = top + log(levels.reduce(0) { $0 + exp($1 - top) })

        var silence = allUnmarked[image]
        for person in neutral { silence -= unmarked[person] }
        var chance = silence
        for slot in slots { chance += marked[table.annotator[slot]] - unmarked[table.annotator[slot]] }

        let anySeen = neutral.isEmpty ? seen[image] : ExistenceModel.logSeen(unseen)
        let anyNoticed = neutral.isEmpty ? noticed[image] : ExistenceModel.logSeen(exp(silence))
        let odds = logOdds + (real - anySeen) - (chance - anyNoticed) + evidence
        return Verdict(
            existence: 1 / (1 + exp(-min(max(odds, -30), 30))), difficulty: levels.map { exp($0 - real) })
    }

    /// What the closeness of the votes says: tight agreement is unlikely by chance.
    static func evidence(
        _ place: FusedPlace, people: ArraySlice<Int>, spread: [Double], _ limits: BayesParameters
    ) -> Double {
        let count = Double(people.count)
        guard count > 1 else { return 0 }
        var (near, far, logs) = (0.0, 0.0, 0.0)
        for (residual, person) in zip(place.residuals, people) {
            let square = (residual * residual).sum()
            near += square / (spread[person] * spread[person])
            far += square
            logs += log(spread[person])
        }
        near = min(near / (4 * count), 9)
        far = far / (4 * count) / (limits.chanceSpread * limits.chanceSpread)
        let gain = (count - 1) * ((far - near) / 2 + log(limits.chanceSpread) - logs / count)
        return min(max(gain, -limits.placeEvidence), limits.placeEvidence)
    }
}
