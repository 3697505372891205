import Foundation
import Geometry

extension ConsensusObject {
    /// The errors to be expected of this object alone: those of ``ImageConsensus/riskParts`` but for what nobody
    /// drew, and for classes that nobody named.
    ///
    /// With existence e and the probability c of its class: an accepted object is none with 1 − e, out of place with
    /// e · erfc(side / 4σ√2) and misnamed with e (1 − c), where σ is the standard deviation of an edge of the merged
    /// shape: ``placeDeviation`` or, where the method has none, the spread of the votes by the root of their number.
    /// A rejected candidate is missed with e. By quorum e and c are shares of people. Nothing is expected of what is
    /// known or decided.
    public var expectedErrors: RiskParts {
        guard !isKnown, decision == nil else { return .nothing }
        guard accepted else {
            return RiskParts(missed: existence, spurious: 0, misplaced: 0, misclassed: 0, unseen: 0)
        }
        let bounds = shape.bounds
        let side = min(bounds.width, bounds.height)
        let astray = erfc(0.25 * side / max(edgeDeviation, 1e-9) / 2.0.squareRoot())
        return RiskParts(
            missed: 0, spurious: 1 - existence, misplaced: existence * astray,
            misclassed: existence * (1 - (classPosterior.first?.probability ?? 1)), unseen: 0)
    }

    /// The standard deviation of an edge of the merged shape in pixels; 0 where nothing is known of it.
    private var edgeDeviation: Double {
        if let placeDeviation { return placeDeviation }
        guard let edgeSpread, !edgeSpread.isEmpty else { return 0 }
        let square = edgeSpread.reduce(0) { $0 + $1 * $1 } / Double(edgeSpread.count)
        return (square / Double(max(1, votes.count))).squareRoot()
    }

    /// How far the edges of the votes vary, as a share of the root of the area; 0 for a single vote.
    public var relativeSpread: Double {
        guard let edgeSpread, !edgeSpread.isEmpty else { return 0 }
        let mean = edgeSpread.reduce(0, +) / Double(edgeSpread.count)
        return mean / max(1, shape.area.squareRoot())
    }
}
