public import Labeling

/// What ``BayesConsensus`` learned about one annotator.
///
/// Rates are posterior means, cut to what the model allows; the intervals are those of the posteriors themselves.
public struct AnnotatorSkill: Codable, Hashable, Sendable {
    /// Who.
    public let annotator: AccountID
    /// The probability of missing an object of ordinary difficulty, 0.01…0.97.
    public let miss: Double
    /// The probability of marking a candidate that is no object, 0.005…0.9.
    public let falseMark: Double
    /// How far an edge strays: its standard deviation at an object of side `s` is this times `sqrt(32 s)` pixels.
    public let placeSpread: Double
    /// By how much the left, top, right and bottom edge are off in the mean, in the same unit.
    ///
    /// Against the truth where some is known, else against the others. Positive is to the right and down.
    public let bias: [Double]
    /// The probability of choosing the right class.
    public let classAccuracy: Double

    /// Interval of ``miss`` by its Beta posterior; counts objects that were asked for.
    public let missRange: SkillRange
    /// Interval of ``falseMark`` by its Beta posterior; counts candidates that are no objects.
    public let falseMarkRange: SkillRange
    /// Interval of ``placeSpread`` by its scaled inverse chi-square posterior; counts edges.
    public let placeSpreadRange: SkillRange
    /// Interval of ``classAccuracy`` by its Beta posterior; counts objects that were named.
    public let classAccuracyRange: SkillRange
    /// Posterior standard deviation of each number of ``bias``, which is normal.
    public let biasDeviation: Double

    /// A skill with all its properties.
    public init(
        annotator: AccountID, miss: Double, falseMark: Double, placeSpread: Double, bias: [Double],
        classAccuracy: Double, missRange: SkillRange, falseMarkRange: SkillRange,
        placeSpreadRange: SkillRange, classAccuracyRange: SkillRange, biasDeviation: Double
    ) {
        self.annotator = annotator
        self.miss = miss
        self.falseMark = falseMark
        self.placeSpread = placeSpread
        self.bias = bias
        self.classAccuracy = classAccuracy
        self.missRange = missRange
        self.falseMarkRange = falseMarkRange
        self.placeSpreadRange = placeSpreadRange
        self.classAccuracyRange = classAccuracyRange
        self.biasDeviation = biasDeviation
    }

    /// The standard deviation of an edge in pixels at an object of the given side.
    public func placeDeviation(side: Double) -> Double {
        placeSpread * AnnotatorSkill.unit(side: side)
    }

    /// Bias and deviation of the edges in pixels at an object of the given side, with their intervals.
    ///
    /// - Parameter side: the square root of the area of the box, in pixels; below 1 counts as 1.
    public func place(at side: Double) -> PlaceSkill {
        let unit = AnnotatorSkill.unit(side: side)
        let half = NormalDistribution.quantile975 * biasDeviation
        let edges = placeSpreadRange.count
        return PlaceSkill(
            side: side,
            bias: bias.map { value in
                PlaceSkill.Pixels(
                    value: value * unit,
                    range: SkillRange(
                        low: (value - half) * unit, high: (value + half) * unit, count: edges / 4))
            },
            deviation: PlaceSkill.Pixels(
                value: placeSpread * unit,
                range: SkillRange(
                    low: placeSpreadRange.low * unit, high: placeSpreadRange.high * unit, count: edges)))
    }

    /// Pixels in one unit of spread and bias at an object of the given side.
    private static func unit(side: Double) -> Double {
        (BayesParameters().noiseSide * max(1, side)).squareRoot()
    }
}

/// How somebody places edges, in pixels at objects of one size.
public struct PlaceSkill: Codable, Hashable, Sendable {
    /// A length in pixels with its 95 % credible interval.
    public struct Pixels: Codable, Hashable, Sendable {
        /// The length.
        public let value: Double
        /// Its interval.
        public let range: SkillRange
    }

    /// The side of the objects in pixels.
    public let side: Double
    /// How far the left, top, right and bottom edge are off in the mean; positive is to the right and down.
    public let bias: [Pixels]
    /// The standard deviation of an edge around that.
    public let deviation: Pixels
}
