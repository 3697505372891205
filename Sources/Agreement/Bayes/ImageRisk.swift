import Foundation

/// How many errors the consensus of an image is expected to have: missed, spurious, misplaced or misnamed objects.
///
/// What nobody drew can only be guessed from how many objects images have and how probable it is that everybody
/// misses one. Ranks images well; objects that are invisible to all make it too low.
enum ImageRisk {
    /// The errors by kind, in millionths that add up to the rounded sum.
    ///
    /// - Parameters:
    ///   - judgements: what was found of the candidates of an image.
    ///   - unseen: the expected number of objects that nobody drew.
    static func parts(of judgements: [Judgement], unseen: Double) -> RiskParts {
        var (rejected, spurious, misplaced, misclassed) = (0.0, 0.0, 0.0, 0.0)
        for judgement in judgements {
            let existence = judgement.probability
            guard judgement.accepted else {
                rejected += existence
                continue
            }
            let edges = judgement.edges
            let side = min(edges.z - edges.x, edges.w - edges.y)
            spurious += 1 - existence
            misplaced +=
                existence * erfc(0.25 * side / max(judgement.deviation, 1e-9) / 2.0.squareRoot())
            misclassed += existence * (1 - judgement.naming.probability)
        }
        let whole = LargestRemainder.rounded([rejected + unseen, spurious, misplaced, misclassed])
        return RiskParts(
            missed: whole[0], spurious: whole[1], misplaced: whole[2], misclassed: whole[3],
            unseen: min(whole[0], Rounding.probability(unseen)))
    }
}

/// Rounding of several numbers so that they still add up.
enum LargestRemainder {
    /// Numbers of at least 0 as millionths whose sum is the rounded sum; what was cut off most is rounded up first, ties
    /// in order.
    static func rounded(_ values: [Double]) -> [Double] {
        let scaled = values.map { $0 * 1e6 }
        let total = scaled.reduce(0, +).rounded()
        guard total < 9e15 else { return values }
        var whole = scaled.map { $0.rounded(.down) }
        let order = values.indices.sorted { left, right in
            let (first, second) = (scaled[left] - whole[left], scaled[right] - whole[right])
            return first == second ? left < right : first > second
        }
        var missing = Int(total - whole.reduce(0, +))
        for index in order where missing > 0 {
            whole[index] += 1
            missing -= 1
        }
        return whole.map { $0 / 1e6 }
    }
}
