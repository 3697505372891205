/// By how much the risk of images is to be multiplied so that it meets the errors found on images whose truth is known.
///
/// Objects that everybody misses cannot be seen in the answers; only the truth shows how many there are.
public struct RiskCalibration: Codable, Hashable, Sendable {
    /// Fewer images than this say nothing.
    public static let fewestImages = 30

    /// Errors found divided by errors expected, with the interval of a bootstrap over images; with a reason instead
    /// where it cannot be given.
    public let factor: Estimate

    /// A calibration with its factor.
    public init(factor: Estimate) {
        self.factor = factor
    }

    /// The factor that makes the expected errors as many as those found, in O(images · 1,000).
    ///
    /// Where no error was found the upper end is that of Poisson's distribution (Jeffreys' prior).
    ///
    /// - Parameters:
    ///   - predicted: the risk of each image whose truth is known, judged as if it were not.
    ///   - actual: how many errors its consensus had, in the same order.
    public static func fit(predicted: [Double], actual: [Double]) -> RiskCalibration {
        let pairs = zip(predicted, actual).filter { $0.0.isFinite && $0.1.isFinite && $0.0 >= 0 && $0.1 >= 0 }
        let (expected, found) = (
            pairs.reduce(0) { $0 + $1.0 }, pairs.reduce(0) { $0 + $1.1 }
        )
        guard pairs.count >= fewestImages else {
            return none(
                pairs.count,
                "\(fewestImages) images whose truth is known are needed; there are \(pairs.count).")
        }
        guard expected > 0 else { return none(pairs.count, "No errors were expected on any image.") }
        guard found > 0 else {
            let high = GammaDistribution(shape: 0.5).quantile(0.975) / expected
            return RiskCalibration(
                factor: Estimate(value: 0, low: 0, high: Rounding.probability(high), n: pairs.count))
        }
        // An image on which nothing was expected still counts with its errors.
        let least = expected / Double(pairs.count) * 1e-9
        let ratio = Estimate.ratio(of: pairs.map { (part: $0.1, whole: max($0.0, least)) }, n: pairs.count)
        return RiskCalibration(
            factor: Estimate(
                value: Rounding.probability(found / expected), low: ratio.low.map(Rounding.probability),
                high: ratio.high.map(Rounding.probability), n: pairs.count, reason: ratio.reason))
    }

    private static func none(_ count: Int, _ reason: String) -> RiskCalibration {
        RiskCalibration(factor: Estimate(value: nil, low: nil, high: nil, n: count, reason: reason))
    }
}
