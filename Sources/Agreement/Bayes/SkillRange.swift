/// The 95 % credible interval of a skill: the posterior probability to be below it, and to be above it, is 2.5 % each.
public struct SkillRange: Codable, Hashable, Sendable {
    /// Lower end.
    public let low: Double
    /// Upper end.
    public let high: Double
    /// How many observations it stands on beside the prior.
    ///
    /// Not whole, since objects count by how sure they are. What is known counts once, whatever its weight.
    public let count: Double

    /// An interval with its ends and the observations behind it.
    public init(low: Double, high: Double, count: Double) {
        self.low = low
        self.high = high
        self.count = count
    }
}
