import Foundation

/// How many errors the consensus of an image is expected to have: missed, spurious, misplaced or misnamed objects.
///
/// What nobody drew can only be guessed from how many objects images have (Gamma–Poisson, by moments) and how
/// probable it is that everybody misses one. Ranks images well; objects that are invisible to all make it too low.
struct ImageRisk {
    private let shape: Double
    private let rate: Double

    /// - Parameter totals: the expected number of objects drawn by anybody, by image.
    init(totals: [Double]) {
        let count = Double(max(1, totals.count))
        let plain = totals.reduce(0, +) / count
        let squares = totals.reduce(0) { $0 + ($1 - plain) * ($1 - plain) }
        let mean = max(1e-3, plain)
        rate = mean / (max(squares / count, mean * 1.05) - mean)
        shape = mean * rate
    }

    /// The number of objects that nobody drew.
    ///
    /// - Parameters:
    ///   - unseen: the probability that nobody of those asked draws an object.
    ///   - total: the expected number of objects that somebody drew.
    func missed(unseen: Double, total: Double) -> Double {
        unseen * (shape + total) / (rate + 1 - unseen)
    }

    /// The errors to be expected of a candidate.
    static func errors(_ estimate: CandidateEstimate, accepted: Bool, label: Int) -> Double {
        guard accepted else { return estimate.existence }
        let edges = estimate.place.edges
        let side = min(edges.z - edges.x, edges.w - edges.y)
        let misplaced = erfc(0.25 * side / max(estimate.deviation, 1e-9) / 2.0.squareRoot())
        let existence = estimate.existence
        return (1 - existence) + existence * misplaced + existence * (1 - estimate.classes[label])
    }
}
