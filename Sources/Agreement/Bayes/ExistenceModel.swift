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

    private let levels: Int
    /// ln of the probability to miss an object, and by how much ln of that to draw it is larger,
    /// `[person · levels + level]`.
    private let missed: [Double]
    private let drawn: [Double]
    /// ln of the probability not to mark what is no object, and by how much that to mark it is larger, by annotator.
    private let unmarked: [Double]
    private let marked: [Double]
    /// Sums over everybody asked, `[image · levels + level]`, and by image.
    private let allMissed: [Double]
    private let allUnmarked: [Double]
    private let shares: [Double]
    private let logShares: [Double]
    /// ln of the probability that anybody draws an object, and marks what is none, by image.
    private let seen: [Double]
    private let noticed: [Double]
    private let logOdds: Double
    /// Of each annotator's spread, the square and the logarithm.
    private let spreadSquares: [Double]
    private let logSpread: [Double]
    private let placeLimits: PlaceLimits

    /// The constants of the evidence from place.
    private struct PlaceLimits {
        let chanceSquare: Double
        let logChance: Double
        let most: Double
    }

    init(_ table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters) {
        let shifts = parameters.difficulties.map(\.shift)
        let levels = shifts.count
        var (missed, drawn): ([Double], [Double]) = ([], [])
        for rate in skills.miss {
            for shift in shifts {
                let level = ExistenceModel.missRate(rate, shift: shift)
                missed.append(log(level))
                drawn.append(log1p(-level) - log(level))
            }
        }
        // A mark never speaks against an object.
        let rates = zip(skills.falseMark, skills.miss).map { min($0, 0.9 * (1 - $1)) }
        let unmarked = rates.map { log1p(-$0) }
        self.levels = levels
        self.missed = missed
        self.drawn = drawn
        self.unmarked = unmarked
        marked = rates.map { log($0) - log1p(-$0) }
        shares = skills.difficultyShares
        logShares = shares.map { log($0) }
        (allMissed, seen) = ExistenceModel.silence(of: table.asked, missed: missed, shares: shares)
        allUnmarked = table.asked.map { people in people.reduce(0) { $0 + unmarked[$1] } }
        noticed = allUnmarked.map { ExistenceModel.logSeen(exp($0)) }
        logOdds = log(skills.realShare / (1 - skills.realShare))
        spreadSquares = skills.spread.map { $0 * $0 }
        logSpread = skills.spread.map { log($0) }
        placeLimits = PlaceLimits(
            chanceSquare: parameters.chanceSpread * parameters.chanceSpread,
            logChance: log(parameters.chanceSpread), most: parameters.placeEvidence)
    }

    /// For each image, ln of the probability that everybody asked misses an object, by level, and that somebody does not.
    private static func silence(
        of asked: [[Int]], missed: [Double], shares: [Double]
    ) -> (all: [Double], seen: [Double]) {
        let levels = shares.count
        var (all, seen): ([Double], [Double]) = ([], [])
        all.reserveCapacity(asked.count * levels)
        seen.reserveCapacity(asked.count)
        for people in asked {
            var unseen = 0.0
            for level in 0..<levels {
                var sum = 0.0
                for person in people { sum += missed[person * levels + level] }
                all.append(sum)
                unseen += shares[level] * exp(sum)
            }
            seen.append(logSeen(unseen))
        }
        return (all, seen)
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
        var verdict = Verdict(existence: 0, difficulty: [])
        judge(candidate, in: table, evidence: evidence, verdict: &verdict)
        return verdict
    }

    /// Writes the verdict on a candidate into one whose memory is used again.
    func judge(_ candidate: Int, in table: CandidateTable, evidence: Double, verdict: inout Verdict) {
        let (image, slots) = (table.image[candidate], table.slots(candidate))
        var unseen = 0.0
        var top = -Double.infinity
        verdict.difficulty.removeAll(keepingCapacity: true)
        for level in 0..<levels {
            var silence = allMissed[image * levels + level]
            if !table.neutral[candidate].isEmpty {
                for person in table.neutral[candidate] { silence -= missed[person * levels + level] }
                unseen += shares[level] * exp(silence)
            }
            var sum = silence + logShares[level]
            for slot in slots { sum += drawn[table.annotator[slot] * levels + level] }
            verdict.difficulty.append(sum)
            if sum > top { top = sum }
        }
        var total = 0.0
        for sum in verdict.difficulty { total += sum == top ? 1 : exp(sum - top) }
        let real = top + log(total)

        var silence = allUnmarked[image]
        for person in table.neutral[candidate] { silence -= unmarked[person] }
        var chance = silence
        for slot in slots { chance += marked[table.annotator[slot]] }

        let isPlain = table.neutral[candidate].isEmpty
        let anySeen = isPlain ? seen[image] : ExistenceModel.logSeen(unseen)
        let anyNoticed = isPlain ? noticed[image] : ExistenceModel.logSeen(exp(silence))
        let odds = logOdds + (real - anySeen) - (chance - anyNoticed) + evidence
        verdict.existence = 1 / (1 + exp(-min(max(odds, -30), 30)))
        for level in 0..<levels { verdict.difficulty[level] = exp(verdict.difficulty[level] - real) }
    }

    /// What the closeness of a candidate's votes says: tight agreement is unlikely by chance.
    func evidence(of place: FusedPlace, on candidate: Int, in table: CandidateTable) -> Double {
        let slots = table.slots(candidate)
        let count = Double(slots.count)
        guard count > 1 else { return 0 }
        var (near, far, logs) = (0.0, 0.0, 0.0)
        for index in place.residuals.indices {
            let person = table.annotator[slots.lowerBound + index]
            let square = (place.residuals[index] * place.residuals[index]).sum()
            near += square / spreadSquares[person]
            far += square
            logs += logSpread[person]
        }
        near = min(near / (4 * count), 9)
        far = far / (4 * count) / placeLimits.chanceSquare
        let gain = (count - 1) * ((far - near) / 2 + placeLimits.logChance - logs / count)
        return min(max(gain, -placeLimits.most), placeLimits.most)
    }

    /// The same, for a place that belongs to no candidate of a table.
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
