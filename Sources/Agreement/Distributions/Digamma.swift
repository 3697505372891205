import Foundation

/// The derivative of the logarithm of the gamma function.
///
/// Source: NIST Digital Library of Mathematical Functions, 5.5.2 (recurrence) and 5.11.2 (asymptotic series).
enum Digamma {
    /// The value at a number above 0, to about 1e-13.
    static func of(_ x: Double) -> Double {
        var (x, shift) = (x, 0.0)
        while x < 8 {
            shift -= 1 / x
            x += 1
        }
        let square = 1 / (x * x)
        let series =
            square
            * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))))
        return shift + log(x) - 0.5 / x - series
    }
}
