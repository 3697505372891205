import Foundation

/// RASA for masks: whoever is near the weighted majority counts for more in the next round.
///
/// A mask at a distance d = 1 − IoU from the majority counts ln(1 + 1 / (d + 1e-5)). At most ten rounds.
/// O(rounds · masks · pixels).
///
/// Source: J. Li, F. Fukumoto, A dataset of crowdsourced word sequences: collections and answer aggregation for ground
/// truth creation, AnnoNLP 2019, for texts; `SegmentationRASA` of crowd-kit.
public enum MaskRASA {
    private static let rounds = 10
    private static let tolerance = 1e-5
    private static let smallest = 1e-5

    /// The merged mask.
    ///
    /// - Parameter masks: at least one, all of the same size.
    public static func mask(of masks: [[Bool]]) -> [Bool] {
        var weights = Array(repeating: 1 / Double(masks.count), count: masks.count)
        var merged: [Bool] = []
        var last: [Double]?
        for _ in 0..<rounds {
            let support = self.support(masks, weights)
            merged = support.map { $0 >= 0.5 }
            weights = self.weights(masks, near: merged)
            if let last {
                let change = zip(support, last).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                if change / support.reduce(0, { $0 + $1 * $1 }) < tolerance { break }
            }
            last = support
        }
        return merged
    }

    /// The weight behind each pixel.
    private static func support(_ masks: [[Bool]], _ weights: [Double]) -> [Double] {
        var sums = Array(repeating: 0.0, count: masks.first?.count ?? 0)
        for (mask, weight) in zip(masks, weights) {
            for (pixel, isInside) in mask.enumerated() where isInside { sums[pixel] += weight }
        }
        return sums
    }

    private static func weights(_ masks: [[Bool]], near merged: [Bool]) -> [Double] {
        let weights = masks.map { mask in
            let shared = zip(mask, merged).count { $0 && $1 }
            let either = zip(mask, merged).count { $0 || $1 }
            return log(1 / (1 - Double(shared) / Double(either) + smallest) + 1)
        }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }
}
