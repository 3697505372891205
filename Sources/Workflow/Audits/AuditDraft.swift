public import Agreement
public import Labeling

/// A wish for an audit.
public struct AuditDraft: Sendable {
    /// What one item is.
    public var unit: QualityAudit.Unit
    /// Whether every class gives in proportion to its size.
    public var isStratified: Bool
    /// How many items to draw.
    public var size: AuditSize
    /// How far the interval is to reach to either side; nil if that is no goal.
    public var halfWidth: Double?
    /// The share that is to be right; nil if that is no goal.
    public var atLeast: Double?
    /// Where the random numbers begin; nil lets the server choose.
    public var seed: Int?

    /// A wish with all its parts.
    public init(
        unit: QualityAudit.Unit = .object, isStratified: Bool = false, size: AuditSize,
        halfWidth: Double? = nil, atLeast: Double? = nil, seed: Int? = nil
    ) {
        self.unit = unit
        self.isStratified = isStratified
        self.size = size
        self.halfWidth = halfWidth
        self.atLeast = atLeast
        self.seed = seed
    }

    /// The largest seed: any program can hold it without loss.
    static let largestSeed = 1 << 53 - 1
    /// The most items one audit may have.
    static let mostItems = 100_000

    /// Refuses what cannot be meant.
    func check() throws(BoxwoodError) {
        func share(_ value: Double, _ field: String) throws(BoxwoodError) {
            guard value > 0, value < 1 else { throw .invalid(field, "This is a share between 0 and 1.") }
        }
        if isStratified, unit == .image {
            throw .invalid("stratified", "Only objects have classes to be drawn by.")
        }
        if let halfWidth { try share(halfWidth, "halfWidth") }
        if let atLeast { try share(atLeast, "atLeast") }
        if let seed, !(0...Self.largestSeed).contains(seed) {
            throw .invalid("seed", "A seed is a whole number from 0 to \(Self.largestSeed).")
        }
        switch size {
        case .halfWidth(let width, let accuracy):
            try share(width, "halfWidth")
            guard accuracy > 0, accuracy <= 1 else {
                throw .invalid("expectedAccuracy", "This is a share above 0, at most 1.")
            }
        case .share(let part):
            guard part > 0, part <= 1 else { throw .invalid("percent", "This is more than 0, at most 100.") }
        case .items(let count):
            guard (1...Self.mostItems).contains(count) else {
                throw .invalid("items", "An audit has from 1 to \(Self.mostItems) items.")
            }
        }
    }
}
