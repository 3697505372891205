extension FusedPlace {
    /// How far the edges of an object stray in comparison with what its people's edges usually do, as a factor.
    ///
    /// The posterior mean of the variance: the squares of the standardised residuals, at most 9 for an edge and in the
    /// mean over the four edges, with the belief that the factor is 1. One vote says nothing.
    ///
    /// - Parameters:
    ///   - people: who drew it, in order of the votes.
    ///   - spread: everybody's spread.
    ///   - strength: how many votes the belief is worth.
    func relativeSpread(of people: [Int], _ spread: [Double], strength: Double) -> Double {
        guard people.count > 1, strength.isFinite else { return 1 }
        var squares = 0.0
        for (residual, person) in zip(residuals, people) {
            let z = residual / spread[person]
            squares += (z * z).clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 9)).sum() / 4
        }
        return ((strength + squares) / (strength + Double(people.count - 1))).squareRoot()
    }
}
