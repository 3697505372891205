import Foundation

/// Keeps an empty answer from speaking for an object.
///
/// By the mixture of difficulties, and since candidates are only seen when somebody drew them, the silence of one more
/// person can make a doubtful candidate likelier: an object that is hard to see, or a mark that is none of a spammer's
/// many. Of somebody who drew other things on the image that is a fair conclusion. Somebody who drew nothing at all may
/// not have looked, and more empty answers must never make anything likelier: the bound leaves out those that do. It
/// takes the smallest log odds over all subsets of the empty answers; more of them have more subsets, so one more never
/// raises it.
///
/// Exact for up to ``exactPeople``; beyond that the subsets are those who miss the least, taken from the top, and the
/// law holds where whoever misses less also marks less.
struct EmptyAnswerBound {
    /// Up to so many empty answers all subsets are looked at: O(2^n · levels).
    static let exactPeople = 8

    /// What is to be added to the log odds with everybody's silence; at most 0.
    let drop: Double

    /// - Parameters:
    ///   - sight: what those who drew it say alone, without the silent.
    ///   - silent: the silent, and whether they drew nothing at all.
    init(alone sight: ExistenceOdds.Sight, silent: [ExistenceOdds.Silent], odds: ExistenceOdds) {
        let empty = silent.filter(\.isEmpty).map(\.person)
        guard !empty.isEmpty else {
            drop = 0
            return
        }
        var heard = sight
        for other in silent where !other.isEmpty { heard.join(silent: other.person, odds) }
        drop =
            empty.count <= EmptyAnswerBound.exactPeople
            ? EmptyAnswerBound.overAll(heard, empty, odds) : EmptyAnswerBound.overPrefixes(heard, empty, odds)
    }

    private static func overAll(
        _ sight: ExistenceOdds.Sight, _ silent: [Int], _ odds: ExistenceOdds
    ) -> Double {
        let levels = odds.levels
        let top = sight.answers.max() ?? 0
        let answers = sight.answers.map { exp($0 - top) }
        let misses = sight.misses.map { exp($0) }
        let missed = silent.flatMap { person in
            (0..<levels).map { exp(odds.missed[person * levels + $0]) }
        }
        let unmarked = silent.map { exp(odds.unmarked[$0]) }
        let subsets = 1 << silent.count
        // Of each subset, by its bits: the probability that all in it miss an object of each level, and mark nothing.
        var products = Array(repeating: 1.0, count: subsets * levels)
        var quiet = Array(repeating: 1.0, count: subsets)
        var (least, value) = (Double.infinity, 0.0)
        for subset in 0..<subsets {
            if subset > 0 {
                let person = subset.trailingZeroBitCount
                let rest = subset & (subset - 1)
                quiet[subset] = quiet[rest] * unmarked[person]
                for level in 0..<levels {
                    products[subset * levels + level] =
                        products[rest * levels + level] * missed[person * levels + level]
                }
            }
            var (real, unseen) = (0.0, 0.0)
            for level in 0..<levels {
                real += answers[level] * products[subset * levels + level]
                unseen += misses[level] * products[subset * levels + level]
            }
            let noticed = max(1e-9, 1 - sight.unnoticed * quiet[subset])
            value = real / max(1e-9, 1 - unseen) * noticed / quiet[subset]
            least = min(least, value)
        }
        return least < value && least > 0 ? log(least / value) : 0
    }

    private static func overPrefixes(
        _ sight: ExistenceOdds.Sight, _ silent: [Int], _ odds: ExistenceOdds
    ) -> Double {
        let levels = odds.levels
        let order = silent.sorted { left, right in
            let (first, second) = (odds.missed[left * levels], odds.missed[right * levels])
            if first != second { return first < second }
            if odds.unmarked[left] != odds.unmarked[right] {
                return odds.unmarked[left] > odds.unmarked[right]
            }
            return left < right
        }
        var sight = sight
        var quiet = 0.0
        var value = sight.odds
        var least = value
        for person in order {
            sight.join(silent: person, odds)
            quiet += odds.unmarked[person]
            value = sight.odds - quiet
            least = min(least, value)
        }
        return min(0, least - value)
    }
}
