import Foundation

/// How places are fused: by how exact everybody's edges are, and how biased.
///
/// One instance serves one round.
///
/// The place of a candidate is the precision-weighted robust mean of its votes' edges. An annotator's edges stray by
/// `spread · unit` with `unit = sqrt(noiseSide · sqrt(area))`, after their bias is taken off: edge noise was measured to
/// grow with the root of the side, alike on both axes of narrow boxes. Begins at the median and takes a fixed number of
/// steps of iteratively reweighted least squares for Student's t.
struct PlaceModel {
    /// How one annotator places edges.
    struct Hand {
        let bias: SIMD4<Double>
        /// Degrees of freedom times the variance.
        let width: Double
        /// One over the variance.
        let precision: Double
        /// ln of the spread.
        let logSpread: Double
    }

    /// By annotator.
    let hands: [Hand]
    let freedom: Double
    private let noiseSide: Double
    private let steps: Int
    private let largestWeight: Double
    /// The constants of ``evidence(of:by:)``.
    private let chancePrecision: Double
    private let logChance: Double
    private let mostEvidence: Double

    init(_ skills: SkillEstimates, parameters: BayesParameters) {
        hands = zip(skills.spread, skills.bias).map { spread, bias in
            let variance = spread * spread
            return Hand(
                bias: bias, width: parameters.freedom * variance, precision: 1 / variance,
                logSpread: log(spread))
        }
        freedom = parameters.freedom
        noiseSide = parameters.noiseSide
        steps = parameters.placeSteps
        largestWeight = parameters.largestWeight
        chancePrecision = 1 / (parameters.chanceSpread * parameters.chanceSpread)
        logChance = log(parameters.chanceSpread)
        mostEvidence = parameters.placeEvidence
    }

    /// Where several people drew the same candidate.
    struct Votes {
        /// Who drew each.
        let people: UnsafeBufferPointer<Int32>
        /// Left, top, right and bottom edge of each in pixels.
        let edges: UnsafeBufferPointer<SIMD4<Double>>
        /// The median of the edges, or the known place.
        let middle: SIMD4<Double>
        /// Whether all drew the same box, which then is the answer, whatever their habits.
        let isUnanimous: Bool
    }

    /// Fuses the votes on one candidate.
    func fuse(_ votes: Votes, into place: inout FusedPlace) {
        let count = votes.people.count
        place.resize(to: count)
        hands.withUnsafeBufferPointer { hands in
            place.weights.withUnsafeMutableBufferPointer { weights in
                place.residuals.withUnsafeMutableBufferPointer { residuals in
                    var edges = votes.middle
                    var unit = 1.0
                    // Every further step on equal boxes would be the same.
                    for _ in 0..<(votes.isUnanimous ? min(steps, 1) : steps) {
                        let square = noiseSide * max(1, FusedPlace.side(edges))
                        unit = square.squareRoot()
                        let step = step(votes, hands, edges, unit, square, weights, residuals)
                        let next = edges + step
                        if next.z > next.x, next.w > next.y, !votes.isUnanimous { edges = next }
                    }
                    place.edges = edges
                    place.unit = unit
                    measure(votes, hands, edges, unit, residuals)
                }
            }
        }
    }

    /// Where a candidate is known to be: the votes weigh nothing in that.
    func take(_ votes: Votes, into place: inout FusedPlace) {
        place.resize(to: votes.people.count)
        place.edges = votes.middle
        place.unit = (noiseSide * max(1, FusedPlace.side(votes.middle))).squareRoot()
        for vote in place.weights.indices { place.weights[vote] = .zero }
        hands.withUnsafeBufferPointer { hands in
            place.residuals.withUnsafeMutableBufferPointer { residuals in
                measure(votes, hands, place.edges, place.unit, residuals)
            }
        }
    }

    /// By how far one step of the robust mean moves the edges; notes the weights.
    @inline(__always)
    private func step(
        _ votes: Votes, _ hands: UnsafeBufferPointer<Hand>, _ edges: SIMD4<Double>, _ unit: Double,
        _ square: Double, _ weights: UnsafeMutableBufferPointer<SIMD4<Double>>,
        _ offsets: UnsafeMutableBufferPointer<SIMD4<Double>>
    ) -> SIMD4<Double> {
        var (sum, total) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var (low, high) = (SIMD4<Double>(repeating: .infinity), SIMD4<Double>.zero)
        for vote in 0..<votes.people.count {
            let hand = hands[Int(votes.people[vote])]
            let offset = votes.edges[vote] - hand.bias * unit - edges
            // (ν + 1) / (ν + z²) / deviation², but for the common factor.
            let weight = 1 / (hand.width * square + offset * offset)
            offsets[vote] = offset
            weights[vote] = weight
            total += weight
            sum += weight * offset
            low = SIMD4.smaller(low, weight)
            high = SIMD4.larger(high, weight)
        }
        // The median is no less than the smallest, so most often there is nothing to cut.
        guard any(high .> largestWeight * low) else { return sum / total }
        let cap = largestWeight * Median.of(UnsafeBufferPointer(weights))
        (sum, total) = (.zero, .zero)
        for vote in weights.indices {
            let weight = SIMD4.smaller(weights[vote], cap)
            weights[vote] = weight
            total += weight
            sum += weight * offsets[vote]
        }
        return sum / total
    }

    /// Notes how far each vote's edges are from a place.
    @inline(__always)
    private func measure(
        _ votes: Votes, _ hands: UnsafeBufferPointer<Hand>, _ edges: SIMD4<Double>, _ unit: Double,
        _ residuals: UnsafeMutableBufferPointer<SIMD4<Double>>
    ) {
        let perPixel = 1 / unit
        for vote in 0..<votes.people.count {
            residuals[vote] =
                (votes.edges[vote] - edges) * perPixel - hands[Int(votes.people[vote])].bias
        }
    }

    /// What the closeness of a candidate's votes adds to the log odds that it exists.
    ///
    /// Tight agreement is unlikely by chance; one vote says nothing.
    func evidence(of place: FusedPlace, by people: UnsafeBufferPointer<Int32>) -> Double {
        guard people.count > 1 else { return 0 }
        let count = Double(people.count)
        var (near, far, logs) = (0.0, 0.0, 0.0)
        for vote in 0..<people.count {
            let hand = hands[Int(people[vote])]
            let square = (place.residuals[vote] * place.residuals[vote]).sum()
            near += square * hand.precision
            far += square
            logs += hand.logSpread
        }
        near = min(near / (4 * count), 9)
        far = far / (4 * count) * chancePrecision
        let gain = (count - 1) * ((far - near) / 2 + logChance - logs / count)
        return min(max(gain, -mostEvidence), mostEvidence)
    }

    /// How far the edges of an object stray in comparison with what its people's edges usually do, as a factor.
    ///
    /// The posterior mean of the variance: the squares of the standardised residuals, at most 9 for an edge and in the
    /// mean over the four edges, with the belief that the factor is 1. One vote says nothing.
    ///
    /// - Parameter strength: how many votes the belief is worth.
    func relativeSpread(
        of place: FusedPlace, by people: UnsafeBufferPointer<Int32>, strength: Double
    ) -> Double {
        guard people.count > 1, strength.isFinite else { return 1 }
        var squares = 0.0
        for vote in 0..<people.count {
            let z = place.residuals[vote] * place.residuals[vote] * hands[Int(people[vote])].precision
            squares += SIMD4.smaller(z, SIMD4(repeating: 9)).sum() / 4
        }
        return ((strength + squares) / (strength + Double(people.count - 1))).squareRoot()
    }
}
