/// Where one candidate is: the precision-weighted robust mean of its votes' edges.
///
/// An annotator's edges stray by `spread · unit` with `unit = sqrt(noiseSide · sqrt(area))`, after their bias is
/// taken off: edge noise was measured to grow with the root of the side, alike on both axes of narrow boxes. Begins at
/// the median and takes a fixed number of steps of iteratively reweighted least squares for Student's t.
struct FusedPlace {
    /// Left, top, right and bottom edge in pixels.
    var edges = SIMD4<Double>.zero
    /// Pixels in one unit of spread and bias.
    var unit = 1.0
    /// The weight of each vote's edges.
    var weights: [SIMD4<Double>] = []
    /// How far each vote's edges are from ``edges`` after its bias is taken off, in units.
    var residuals: [SIMD4<Double>] = []

    /// A place of nothing, to be fitted.
    init() {}

    init(of candidate: Int, in table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters) {
        fit(candidate, in: table, skills: skills, parameters: parameters)
    }

    /// Becomes the place of a candidate; the memory held for the last one is used again.
    mutating func fit(
        _ candidate: Int, in table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters
    ) {
        edges = table.middle[candidate]
        unit = 1
        let slots = table.slots(candidate)
        FusedPlace.resize(&weights, to: slots.count)
        FusedPlace.resize(&residuals, to: slots.count)
        for _ in 0..<parameters.placeSteps {
            step(slots, table, skills, parameters, isFixed: table.isUnanimous[candidate])
            // Every further step would be the same.
            if table.isUnanimous[candidate] { break }
        }
        for place in residuals.indices {
            let slot = slots.lowerBound + place
            residuals[place] =
                (table.edges[slot] - skills.bias[table.annotator[slot]] * unit - edges) / unit
        }
    }

    /// One step of the robust mean.
    ///
    /// - Parameter isFixed: a box that all drew alike is the answer, whatever their habits.
    private mutating func step(
        _ slots: Range<Int>, _ table: CandidateTable, _ skills: SkillEstimates,
        _ parameters: BayesParameters, isFixed: Bool
    ) {
        unit = (parameters.noiseSide * max(1, FusedPlace.side(edges))).squareRoot()
        let freedom = parameters.freedom
        for place in weights.indices {
            let slot = slots.lowerBound + place
            let person = table.annotator[slot]
            let deviation = skills.spread[person] * unit
            let residual = table.edges[slot] - skills.bias[person] * unit - edges
            let z = residual / deviation
            residuals[place] = residual
            weights[place] = (freedom + 1) / ((freedom + z * z) * (deviation * deviation))
        }
        let cap = parameters.largestWeight * Median.of(weights)
        var (sum, total) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        for place in weights.indices {
            let weight = weights[place].replacing(with: cap, where: cap .< weights[place])
            weights[place] = weight
            total += weight
            sum += weight * residuals[place]
        }
        let next = edges + sum / total
        if next.z > next.x, next.w > next.y, !isFixed { edges = next }
    }

    private static func resize(_ values: inout [SIMD4<Double>], to count: Int) {
        if values.count > count {
            values.removeLast(values.count - count)
        } else {
            while values.count < count { values.append(.zero) }
        }
    }

    /// The geometric mean of the sides in pixels.
    static func side(_ edges: SIMD4<Double>) -> Double {
        max(1e-9, (edges.z - edges.x) * (edges.w - edges.y)).squareRoot()
    }
}
