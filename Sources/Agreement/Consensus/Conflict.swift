public import Geometry

/// One way in which annotators differ over an object.
public struct Conflict: Codable, Hashable, Sendable {
    /// What they differ over.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Accepted, but not everybody drew it.
        case missing
        /// Drawn, but by too few to be accepted.
        case extra
        /// Drawn under different classes.
        case `class`
        /// Drawn in different places.
        case place
    }

    /// What they differ over.
    public let kind: Kind
    /// The object, by ``ConsensusObject/id``.
    public let objectID: String
    /// What is the matter, as a plain sentence with its numbers.
    public let detail: String
    /// Where to look, in image pixels.
    public let box: Box

    /// A conflict with all its properties.
    public init(kind: Kind, objectID: String, detail: String, box: Box) {
        self.kind = kind
        self.objectID = objectID
        self.detail = detail
        self.box = box
    }
}
