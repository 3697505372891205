import Foundation

/// A mask by expectation maximisation: everybody is right about a pixel with one probability, and what is there follows.
///
/// The probability is counted over the pixels that anybody holds. Begins with the majority and estimates people and pixels
/// in turn, at most ten rounds, each round's pixels being what is believed beforehand in the next. Where the estimates
/// contradict one another (a pixel that is certain to be both, a probability below 0) a pixel is out, as in crowd-kit;
/// with few and very different masks nothing may be left. O(rounds · masks · pixels).
///
/// Source: D. Jung-Lin Lee, A. Das Sarma, A. Parameswaran, Aggregating crowdsourced image segmentations, HCOMP 2018;
/// `SegmentationEM` of crowd-kit.
public enum MaskExpectationMaximization {
    private static let rounds = 10
    private static let tolerance = 1e-5
    private static let least = 1e-15

    /// The merged mask.
    ///
    /// - Parameter masks: at least one, all of the same size.
    public static func mask(of masks: [[Bool]]) -> [Bool] {
        let counts = MaskCount(masks).counts
        let region = counts.count { $0 > 0 }
        guard region > 0 else { return counts.map { _ in false } }
        let people = Double(masks.count)
        var believed = counts.map { Double($0) / people }
        // A half is rounded down, to the even number.
        var right = accuracy(
            of: masks, against: believed.map { $0.rounded(.toNearestOrEven) }, region: region)
        var bound = -Double.infinity
        for _ in 0..<rounds {
            let next = inside(masks, right, believed)
            right = accuracy(of: masks, against: next, region: region)
            let reached = self.bound(masks, right, believed, next) / (people * Double(counts.count))
            believed = next
            if reached - bound < tolerance { break }
            bound = reached
        }
        return believed.map { $0 > 0.5 }
    }

    /// How probable it is that each person is right about a pixel of the region.
    private static func accuracy(of masks: [[Bool]], against inside: [Double], region: Int) -> [Double] {
        let total = inside.reduce(0, +)
        return masks.map { mask in
            let size = Double(mask.count { $0 })
            let shared = zip(mask, inside).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
            return 1 - (size + total - 2 * shared) / Double(region)
        }
    }

    /// How probable each pixel is.
    private static func inside(_ masks: [[Bool]], _ right: [Double], _ believed: [Double]) -> [Double] {
        believed.indices.map { pixel in
            var (yes, no) = (log(believed[pixel]), log(1 - believed[pixel]))
            for (mask, share) in zip(masks, right) {
                let chance = mask[pixel] ? share : 1 - share
                yes += log(chance)
                no += log(1 - chance)
            }
            let probability = exp(yes) / (exp(yes) + exp(no))
            return probability >= least ? probability : 0
        }
    }

    /// A lower bound of the log likelihood, as crowd-kit has it: what is believed counts once for every mask, and what
    /// is not a number counts as nothing.
    private static func bound(
        _ masks: [[Bool]], _ right: [Double], _ believed: [Double], _ inside: [Double]
    ) -> Double {
        var (yes, no, entropy) = (0.0, 0.0, 0.0)
        for (mask, share) in zip(masks, right) {
            for pixel in mask.indices {
                let chance = mask[pixel] ? share : 1 - share
                yes += finite((log(chance) + log(believed[pixel])) * inside[pixel])
                no += finite((log(1 - chance) + log(1 - believed[pixel])) * (1 - inside[pixel]))
            }
        }
        for value in inside { entropy -= finite(log(value) * value) }
        return yes + no + entropy
    }

    private static func finite(_ value: Double) -> Double {
        if value.isNaN { return 0 }
        return min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}
