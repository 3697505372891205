/// How many errors of each kind the consensus of an image is expected to have; together its risk.
public struct RiskParts: Codable, Hashable, Sendable {
    /// Objects that are not among the accepted ones: nobody drew them, or they were rejected.
    public let missed: Double
    /// Accepted objects that are none.
    public let spurious: Double
    /// Accepted objects whose place is wrong: an edge is off by more than a quarter of the shorter side.
    public let misplaced: Double
    /// Accepted objects of the wrong class.
    public let misclassed: Double
    /// The part of ``missed`` that nobody drew.
    public let unseen: Double

    /// Errors by kind.
    public init(missed: Double, spurious: Double, misplaced: Double, misclassed: Double, unseen: Double) {
        self.missed = missed
        self.spurious = spurious
        self.misplaced = misplaced
        self.misclassed = misclassed
        self.unseen = unseen
    }

    /// No errors: what is known is right.
    static let nothing = RiskParts(missed: 0, spurious: 0, misplaced: 0, misclassed: 0, unseen: 0)

    /// All errors.
    public var total: Double { missed + spurious + misplaced + misclassed }
}
