/// Where one candidate is, and how its votes lie around that place; its memory is used for one candidate after another.
struct FusedPlace {
    /// Left, top, right and bottom edge in pixels.
    var edges = SIMD4<Double>.zero
    /// Pixels in one unit of spread and bias.
    var unit = 1.0
    /// The weight of each vote's edges, up to a common factor; 0 where the place is known.
    var weights: [SIMD4<Double>] = []
    /// How far each vote's edges are from ``edges`` after its bias is taken off, in units.
    var residuals: [SIMD4<Double>] = []

    /// The geometric mean of the sides in pixels.
    static func side(_ edges: SIMD4<Double>) -> Double {
        max(1e-9, (edges.z - edges.x) * (edges.w - edges.y)).squareRoot()
    }

    /// Makes room for as many votes.
    mutating func resize(to count: Int) {
        guard weights.count != count else { return }
        weights.removeAll(keepingCapacity: true)
        weights.append(contentsOf: repeatElement(.zero, count: count))
        residuals.removeAll(keepingCapacity: true)
        residuals.append(contentsOf: repeatElement(.zero, count: count))
    }
}
