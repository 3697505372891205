import Foundation

/// The Beta distribution: what is believed of a probability after counting.
///
/// Source: NIST Digital Library of Mathematical Functions, 8.17; the continued fraction 8.17.22 is evaluated by the
/// modified method of Lentz (W. J. Lentz 1976; I. J. Thompson and A. R. Barnett 1986).
struct BetaDistribution {
    /// How much speaks for it; more than 0.
    let a: Double
    /// How much speaks against it; more than 0.
    let b: Double

    /// The probability of a value up to `x`: the regularised incomplete beta function, I_x(a, b).
    ///
    /// About 1e-13 of its size; O(sqrt(max(a, b))).
    func cumulative(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let factor = exp(
            lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
        return x < (a + 1) / (a + b + 2)
            ? factor * BetaDistribution.fraction(a, b, x) / a
            : 1 - factor * BetaDistribution.fraction(b, a, 1 - x) / b
    }

    /// The value up to which a share `p` of the probability lies, 0…1.
    ///
    /// Newton's steps from the mean, halved into the bracket where they leave it.
    func quantile(_ p: Double) -> Double {
        guard p > 0 else { return 0 }
        guard p < 1 else { return 1 }
        let scale = lgamma(a + b) - lgamma(a) - lgamma(b)
        return MonotoneRoot.find(between: 0, and: 1, from: a / (a + b)) { x in
            (cumulative(x) - p, exp(scale + (a - 1) * log(x) + (b - 1) * log1p(-x)))
        }
    }

    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / away(1 - (a + b) * x / (a + 1))
        var value = d
        for step in 1...100_000 {
            let m = Double(step)
            for term in [
                m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 / away(1 + term * d)
                c = away(1 + term / c)
                value *= c * d
            }
            if abs(c * d - 1) < 1e-16 { break }
        }
        return value
    }
}
