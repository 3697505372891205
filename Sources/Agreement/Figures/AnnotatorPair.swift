public import Labeling

/// Two annotators, in either order.
public struct AnnotatorPair: Hashable, Comparable, Sendable {
    /// The one with the lower identifier.
    public let a: AccountID
    /// The one with the higher identifier.
    public let b: AccountID

    /// A pair in either order.
    public init(_ one: AccountID, _ other: AccountID) {
        (a, b) = one < other ? (one, other) : (other, one)
    }

    /// By the lower identifier, then by the higher.
    public static func < (left: Self, right: Self) -> Bool {
        left.a == right.a ? left.b < right.b : left.a < right.a
    }
}
