/// How many errors the consensus of an image is expected to have, by kind: `boxwood.risk` of an image.
public struct ExpectedErrors: Hashable, Sendable {
    /// Objects that are missing.
    public var missed: Double
    /// Objects that are not there.
    public var spurious: Double
    /// Objects whose place is wrong.
    public var misplaced: Double
    /// Objects whose class is wrong.
    public var misclassed: Double

    /// The number of errors of each kind.
    public init(missed: Double, spurious: Double, misplaced: Double, misclassed: Double) {
        self.missed = missed
        self.spurious = spurious
        self.misplaced = misplaced
        self.misclassed = misclassed
    }

    /// All kinds together.
    public var total: Double { missed + spurious + misplaced + misclassed }
}
