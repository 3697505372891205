/// Where one candidate is: the precision-weighted robust mean of its votes' edges.
///
/// An annotator's edges stray by `spread · unit` with `unit = sqrt(noiseSide · sqrt(area))`, after their bias is
/// taken off: edge noise was measured to grow with the root of the side, alike on both axes of narrow boxes. Begins at
/// the median and takes a fixed number of steps of iteratively reweighted least squares for Student's t.
struct FusedPlace {
    /// Left, top, right and bottom edge in pixels.
    var edges: SIMD4<Double>
    /// Pixels in one unit of spread and bias.
    var unit = 1.0
    /// The weight of each vote's edges.
    var weights: [SIMD4<Double>] = []
    /// How far each vote's edges are from ``edges`` after its bias is taken off, in units.
    var residuals: [SIMD4<Double>] = []

    init(of candidate: Int, in table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters) {
        edges = table.middle[candidate]
        let slots = table.slots(candidate)
        weights = Array(repeating: .zero, count: slots.count)
        residuals = weights
        for _ in 0..<parameters.placeSteps {
            unit = (parameters.noiseSide * max(1, FusedPlace.side(edges))).squareRoot()
            for (place, slot) in slots.enumerated() {
                let person = table.annotator[slot]
                let deviation = skills.spread[person] * unit
                let residual = table.edges[slot] - skills.bias[person] * unit - edges
                let z = residual / deviation
                residuals[place] = residual
                weights[place] =
                    (parameters.freedom + 1) / ((parameters.freedom + z * z) * (deviation * deviation))
            }
            let cap = parameters.largestWeight * Median.of(weights)
            var (sum, total) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
            for place in weights.indices {
                weights[place] = pointwiseMin(weights[place], cap)
                total += weights[place]
                sum += weights[place] * residuals[place]
            }
            let next = edges + sum / total
            // A box that all drew alike is the answer, whatever their habits.
            if next.z > next.x, next.w > next.y, !table.isUnanimous[candidate] { edges = next }
        }
        for (place, slot) in slots.enumerated() {
            residuals[place] =
                (table.edges[slot] - skills.bias[table.annotator[slot]] * unit - edges) / unit
        }
    }

    /// The geometric mean of the sides in pixels.
    static func side(_ edges: SIMD4<Double>) -> Double {
        max(1e-9, (edges.z - edges.x) * (edges.w - edges.y)).squareRoot()
    }
}
