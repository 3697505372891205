/// An agreement beside the one that chance alone would give: `value = 1 - (1 - observed) / (1 - expected)`.
public struct ChanceCorrected: Codable, Hashable, Sendable {
    /// Observed agreement, 0…1; nil if there was nothing to compare.
    public let observed: Double?
    /// Agreement expected by chance, 0…1; nil if it is not defined.
    public let expected: Double?
    /// The coefficient: 1 for full agreement, 0 for that of chance, below 0 for less; nil if it is not defined.
    public let value: Double?
    /// How many units (or, for two raters, items) it stands on.
    public let n: Int
    /// Why ``value`` is nil, where it is.
    public let reason: String?

    /// A coefficient with all its parts.
    public init(observed: Double?, expected: Double?, value: Double?, n: Int, reason: String? = nil) {
        self.observed = observed
        self.expected = expected
        self.value = value
        self.n = n
        self.reason = reason
    }

    /// What cannot be computed, and why.
    static func undefined(_ reason: String, observed: Double? = nil, n: Int = 0) -> ChanceCorrected {
        ChanceCorrected(observed: observed, expected: nil, value: nil, n: n, reason: reason)
    }
}
