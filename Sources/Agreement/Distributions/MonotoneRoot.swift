/// Where a rising function crosses 0.
enum MonotoneRoot {
    /// The place in a bracket, by Newton's steps; a step that leaves what is left of the bracket is replaced by its
    /// middle.
    ///
    /// - Parameters:
    ///   - low: a place where the function is not above 0.
    ///   - high: a place where it is not below 0.
    ///   - start: where to begin.
    ///   - function: the value and the slope at a place.
    static func find(
        between low: Double, and high: Double, from start: Double,
        _ function: (Double) -> (value: Double, slope: Double)
    ) -> Double {
        var (low, high, x) = (low, high, start)
        for _ in 0..<200 {
            let (value, slope) = function(x)
            if value == 0 { return x }
            if value < 0 { low = x } else { high = x }
            let step = x - value / slope
            let next = step > low && step < high ? step : low + (high - low) / 2
            if abs(next - x) <= 1e-16 * abs(x) || next == low || next == high { return next }
            x = next
        }
        return x
    }
}
