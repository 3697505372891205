import Foundation

/// Corrects probabilities by what was found: the log odds are stretched and shifted, so that their order stays.
///
/// `logit p' = slope · logit p + intercept`, both by maximum a posteriori with normal priors of standard deviation 1
/// around no correction at all; few observations therefore correct little.
///
/// Sources: Cox 1958; Platt 1999, with the identity as prior in place of smoothed targets.
public struct LogisticRecalibration: Codable, Hashable, Sendable {
    /// Fewer observations than this correct nothing.
    public static let fewestObservations = 50
    /// They must come from at least so many images.
    public static let fewestImages = 10

    /// By how much log odds are stretched, at least 0.
    public let slope: Double
    /// By how much they are shifted then, in nats.
    public let intercept: Double
    /// How many observations it was learned from.
    public let observations: Int
    /// From how many images.
    public let images: Int

    /// The corrected probability; 0 and 1 count as 1e-6 from there.
    public func corrected(_ probability: Double) -> Double {
        ReliabilityMath.logistic(slope * ReliabilityMath.logit(probability) + intercept)
    }

    /// What the correction adds to the log odds of a probability, in nats.
    func shift(of probability: Double) -> Double {
        let logit = ReliabilityMath.logit(probability)
        return slope * logit + intercept - logit
    }

    /// What observations teach; nil if there are too few.
    public static func fit(_ observations: [ExistenceObservation]) -> LogisticRecalibration? {
        let images = Set(observations.map(\.image)).count
        guard observations.count >= fewestObservations, images >= fewestImages else { return nil }
        // In one order whatever the images' order was, so that the last digits never change.
        let points = observations.map { one -> (x: Double, y: Double) in
            (ReliabilityMath.logit(one.probability), one.isRight ? 1 : 0)
        }
        let ordered = points.sorted { $0.x == $1.x ? $0.y < $1.y : $0.x < $1.x }
        var (slope, intercept) = (1.0, 0.0)
        for _ in 0..<100 {
            let step = newtonStep(ordered, slope, intercept)
            var length = 1.0
            let before = loss(ordered, slope, intercept)
            while length > 1e-6,
                loss(ordered, slope - length * step.slope, intercept - length * step.intercept) > before
            {
                length /= 2
            }
            slope -= length * step.slope
            intercept -= length * step.intercept
            if abs(step.slope) + abs(step.intercept) < 1e-10 { break }
        }
        return LogisticRecalibration(
            slope: Rounding.parameter(max(0, slope)), intercept: Rounding.parameter(intercept),
            observations: observations.count, images: images)
    }

    private static func loss(_ points: [(x: Double, y: Double)], _ slope: Double, _ intercept: Double)
        -> Double
    {
        var sum = ((slope - 1) * (slope - 1) + intercept * intercept) / 2
        for point in points {
            let logit = slope * point.x + intercept
            sum += max(logit, 0) + log1p(exp(-abs(logit)))
            sum -= point.y * logit
        }
        return sum
    }

    private static func newtonStep(
        _ points: [(x: Double, y: Double)], _ slope: Double, _ intercept: Double
    ) -> (slope: Double, intercept: Double) {
        var (gradientA, gradientB) = (slope - 1, intercept)
        var (aa, ab, bb) = (1.0, 0.0, 1.0)
        for point in points {
            let p = ReliabilityMath.logistic(slope * point.x + intercept)
            let weight = p * (1 - p)
            gradientA += (p - point.y) * point.x
            gradientB += p - point.y
            aa += weight * point.x * point.x
            ab += weight * point.x
            bb += weight
        }
        let determinant = aa * bb - ab * ab
        return (
            (bb * gradientA - ab * gradientB) / determinant, (aa * gradientB - ab * gradientA) / determinant
        )
    }
}

/// Probabilities and their log odds.
enum ReliabilityMath {
    /// Log odds; 0 and 1 count as 1e-6 from there.
    static func logit(_ probability: Double) -> Double {
        let p = min(max(probability, 1e-6), 1 - 1e-6)
        return log(p / (1 - p))
    }

    /// The probability of log odds.
    static func logistic(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}
