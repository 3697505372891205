/// The answer to one question about a crowd: how far people agree, and how much of that is more than chance.
///
/// `value = 1 - (1 - observed) / (1 - expected)`: 1 when everybody says the same, 0 when people agree no more than
/// answers to different images do, below 0 when they agree less.
public struct Coefficient: Codable, Hashable, Sendable {
    /// Agreement as it is, 0…1, not corrected.
    public let observed: Estimate
    /// Agreement by chance, 0…1; nil if it cannot be measured.
    public let expected: Double?
    /// Agreement corrected for chance; with a reason where it is not defined.
    public let value: Estimate
    /// Whether objects are nearly always at the same place.
    ///
    /// Answers to different images then agree nearly as well as answers to the same one, so ``value`` is not given;
    /// ``observed`` stands as it is.
    public let placesRepeat: Bool

    /// A coefficient with all its properties.
    public init(observed: Estimate, expected: Double?, value: Estimate, placesRepeat: Bool = false) {
        self.observed = observed
        self.expected = expected
        self.value = value
        self.placesRepeat = placesRepeat
    }
}
