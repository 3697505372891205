public import Labeling

/// Whether an item can be trusted to tell good work from bad.
public struct GoldHealth: Hashable, Sendable {
    /// Answers before an item can be doubted.
    public static let minimumAnswers = 10
    /// An item is doubted when even the upper end of the interval of its pass rate lies below this.
    public static let leastPassRate = 0.3
    /// An item is doubted when it discriminates less than this: those who fail it do better elsewhere.
    public static let leastDiscrimination = -0.2
    /// An item is doubted from this share of disputed answers on.
    public static let mostDisputed = 0.3

    /// The share of answers whose score reaches the project's threshold, with Wilson's interval.
    public let passRate: Estimate
    /// The point-biserial correlation of passing the item with the person's mean score on other items, -1…1; nil where
    /// all passed, all failed, or people's other scores are all the same.
    public let discrimination: Double?
    /// The share of answers that were disputed.
    public let disputeRate: Double

    /// The health of an item with these answers.
    ///
    /// - Parameter threshold: the score from which an answer passes.
    public init(scores: [GoldItemScore], disputes: Int, threshold: Double) {
        let passed = scores.map { $0.score >= threshold }
        passRate = .proportion(successes: passed.count(where: \.self), of: scores.count)
        disputeRate = scores.isEmpty ? 0 : Double(disputes) / Double(scores.count)
        discrimination = Self.pointBiserial(
            zip(passed, scores).compactMap { passes, score in
                score.elsewhere.map { (passes: passes, value: $0) }
            })
    }

    /// Why the item is to be put in quarantine, in a sentence; nil if it is not.
    public var doubt: String? {
        guard passRate.n >= Self.minimumAnswers else { return nil }
        if let high = passRate.high, high < Self.leastPassRate {
            return "Almost nobody passes it: \(Self.percent(passRate.value ?? 0)) of \(passRate.n)."
        }
        if disputeRate >= Self.mostDisputed {
            return "Many dispute it: \(Self.percent(disputeRate)) of \(passRate.n)."
        }
        if let discrimination, discrimination < Self.leastDiscrimination {
            return "Those who fail it do better elsewhere than those who pass it."
        }
        return nil
    }

    /// Source: Tate 1954; Pearson's correlation where one variable is 0 or 1.
    private static func pointBiserial(_ pairs: [(passes: Bool, value: Double)]) -> Double? {
        let high = pairs.filter(\.passes).map(\.value)
        let low = pairs.filter { !$0.passes }.map(\.value)
        guard !high.isEmpty, !low.isEmpty else { return nil }
        let n = Double(pairs.count)
        let mean = pairs.reduce(0) { $0 + $1.value } / n
        let variance = pairs.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / n
        guard variance > 1e-18 else { return nil }
        let (above, below) = (Double(high.count), Double(low.count))
        let difference = high.reduce(0, +) / above - low.reduce(0, +) / below
        return difference / variance.squareRoot() * (above * below).squareRoot() / n
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
