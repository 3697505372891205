/// A measured figure with its 95 % confidence interval and how many observations it stands on.
public struct Estimate: Codable, Hashable, Sendable {
    /// The figure; nil if it is not defined.
    public let value: Double?
    /// Lower end of the interval; nil if it is not defined.
    public let low: Double?
    /// Upper end of the interval; nil if it is not defined.
    public let high: Double?
    /// The number of observations.
    public let n: Int
    /// Why the figure or its interval is missing, where it is.
    public let reason: String?

    /// An estimate with all its properties.
    public init(value: Double?, low: Double?, high: Double?, n: Int, reason: String? = nil) {
        self.value = value
        self.low = low
        self.high = high
        self.n = n
        self.reason = reason
    }

    /// A figure that cannot be given, and why.
    public static func undefined(_ reason: String) -> Estimate {
        Estimate(value: nil, low: nil, high: nil, n: 0, reason: reason)
    }
}
