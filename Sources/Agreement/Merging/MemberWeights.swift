/// How much each of several people counts for a merged shape.
enum MemberWeights {
    /// No weight is above this many times the median.
    static let largest = 4.0

    /// Weights as they are used, up to a common factor: those below 0 or not a number count as 0, infinite ones as the largest; none is above
    /// four times the median of those above 0; without any above 0 all are equal.
    static func capped(_ weights: [Double]) -> [Double] {
        let usable = weights.map { $0 > 0 ? min($0, .greatestFiniteMagnitude) : 0 }
        let positive = usable.filter { $0 > 0 }
        guard !positive.isEmpty else { return weights.map { _ in 1 } }
        // Divided by the power of two below the largest, so that no sum overflows and no digit is lost.
        let most = Double(sign: .plus, exponent: positive.reduce(0, max).exponent, significand: 1)
        let cap = largest * Median.of(positive.map { $0 / most })
        return usable.map { min($0 / most, cap) }
    }
}
