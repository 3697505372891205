import Foundation

/// The Gamma distribution with rate 1.
///
/// Source: NIST Digital Library of Mathematical Functions, 8.11.4 (series) and 8.9.2 (continued fraction, evaluated
/// by the modified method of Lentz).
struct GammaDistribution {
    /// More than 0.
    let shape: Double

    /// The probability of a value up to `x`: the regularised lower incomplete gamma function, P(shape, x).
    func cumulative(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < .infinity else { return 1 }
        return x < shape + 1 ? series(x) : 1 - fraction(x)
    }

    /// The value up to which a share `p` of the probability lies.
    func quantile(_ p: Double) -> Double {
        guard p > 0 else { return 0 }
        guard p < 1 else { return .infinity }
        // Far above any value that matters.
        var top = shape + 1
        while cumulative(top) < p { top *= 2 }
        return MonotoneRoot.find(between: 0, and: top, from: shape) { x in
            (cumulative(x) - p, exp((shape - 1) * log(x) - x - lgamma(shape)))
        }
    }

    /// The quantile of the chi-square distribution with so many degrees of freedom.
    static func chiSquareQuantile(_ p: Double, freedom: Double) -> Double {
        2 * GammaDistribution(shape: freedom / 2).quantile(p)
    }

    private func factor(_ x: Double) -> Double { exp(shape * log(x) - x - lgamma(shape)) }

    private func series(_ x: Double) -> Double {
        var term = 1 / shape
        var sum = term
        var denominator = shape
        for _ in 1...100_000 {
            denominator += 1
            term *= x / denominator
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum * factor(x)
    }

    /// The upper part, 1 − P.
    private func fraction(_ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - shape
        var c = 1 / tiny
        var d = 1 / (abs(b) < tiny ? tiny : b)
        var value = d
        for step in 1...100_000 {
            let n = Double(step)
            let term = -n * (n - shape)
            b += 2
            d = term * d + b
            d = 1 / (abs(d) < tiny ? tiny : d)
            c = b + term / c
            if abs(c) < tiny { c = tiny }
            value *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return value * factor(x)
    }
}
