public import Labeling

/// What ``BayesConsensus`` learned about one annotator.
public struct AnnotatorSkill: Codable, Hashable, Sendable {
    /// Who.
    public let annotator: AccountID
    /// The probability of missing an object of ordinary difficulty, 0.01…0.97.
    public let miss: Double
    /// The probability of marking a candidate that is no object, 0.005…0.9.
    public let falseMark: Double
    /// How far an edge strays: its standard deviation at an object of side `s` is this times `sqrt(32 s)` pixels.
    public let placeSpread: Double
    /// By how much the left, top, right and bottom edge are off in the mean, in the same unit, against the others.
    public let bias: [Double]
    /// The probability of choosing the right class.
    public let classAccuracy: Double

    /// A skill with all its properties.
    public init(
        annotator: AccountID, miss: Double, falseMark: Double, placeSpread: Double, bias: [Double],
        classAccuracy: Double
    ) {
        self.annotator = annotator
        self.miss = miss
        self.falseMark = falseMark
        self.placeSpread = placeSpread
        self.bias = bias
        self.classAccuracy = classAccuracy
    }

    /// The standard deviation of an edge in pixels at an object of the given side.
    public func placeDeviation(side: Double) -> Double {
        placeSpread * (BayesParameters().noiseSide * max(1, side)).squareRoot()
    }
}
