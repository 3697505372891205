import Foundation

/// An interval for the share of a finite whole that holds at every look at once, so one may stop at any of them.
///
/// Of a whole of N items, `drawn` were looked at, one after another in random order, and S of them were right. The
/// interval holds every K of N for which the chance of S, hypergeometric, is at least α times its chance when K itself
/// is drawn from a beta-binomial distribution. The quotient of the two is a martingale under the true K, which by
/// Ville's inequality falls below α at any look with a probability of at most α.
///
/// Source: Waudby-Smith and Ramdas 2020, "Confidence sequences for sampling without replacement", theorem 2.1
/// (prior-posterior-ratio martingale); Howard, Ramdas, McAuliffe and Sekhon 2021 for the idea.
public struct ConfidenceSequence: Hashable, Sendable {
    /// How many items there are.
    public let population: Int

    /// What is known beforehand: a uniform distribution, by which no share is favoured.
    private static let prior = (a: 1.0, b: 1.0)
    private static let alpha = 0.05

    /// A sequence over a whole of so many items.
    public init(population: Int) {
        self.population = population
    }

    /// The interval after so many items, in O(log population); 0…1 before the first.
    public func interval(right: Int, of drawn: Int) -> (low: Double, high: Double) {
        guard population > 0, drawn > 0 else { return (0, 1) }
        let least = right
        let most = population - (drawn - right)
        // The most probable K; the chance falls on both sides of it.
        let peak = min(max(Int((Double(right) / Double(drawn) * Double(population)).rounded()), least), most)
        let low = AuditSize.smallest(from: least, upTo: peak) { holds($0, right: right, of: drawn) } ?? peak
        let beyond = AuditSize.smallest(from: peak, upTo: most) { !holds($0, right: right, of: drawn) }
        let high = beyond.map { max(peak, $0 - 1) } ?? most
        return (Double(low) / Double(population), Double(high) / Double(population))
    }

    private func holds(_ total: Int, right: Int, of drawn: Int) -> Bool {
        let wrong = drawn - right
        let likelihood =
            Self.choose(total, right) + Self.choose(population - total, wrong)
            - Self.choose(population, drawn)
        let (a, b) = Self.prior
        let expected =
            Self.choose(drawn, right) + Self.logBeta(a + Double(right), b + Double(wrong))
            - Self.logBeta(a, b)
        return likelihood >= expected + log(Self.alpha)
    }

    /// The logarithm of the number of ways to choose `k` of `n`.
    private static func choose(_ n: Int, _ k: Int) -> Double {
        guard k >= 0, k <= n else { return -.infinity }
        return lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
    }

    private static func logBeta(_ a: Double, _ b: Double) -> Double {
        lgamma(a) + lgamma(b) - lgamma(a + b)
    }
}
