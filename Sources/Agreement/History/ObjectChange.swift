import Geometry
import Labeling

/// What became of one object from one consensus of an image to another.
public struct ObjectChange: Hashable, Sendable {
    /// In what an object differs.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// It was not there before.
        case added
        /// It is no longer there.
        case removed
        /// It has another class.
        case relabelled
        /// It lies elsewhere: IoU below ``ObjectChange/sameIoU``, or an edge of its box ``ObjectChange/samePixels`` off.
        case moved
        /// It is surer or less sure by ``ObjectChange/sameExistence`` or more.
        case confidence
    }

    /// From this IoU on a shape has not moved, unless an edge says otherwise.
    public static let sameIoU = 0.99
    /// An edge of the box may be this far off, in pixels.
    public static let samePixels = 1.0
    /// From this difference in existence on an object counts as surer or less sure.
    public static let sameExistence = 0.01

    /// The object before; nil if there was none.
    public let before: ComparedObject?
    /// The object after; nil if there is none.
    public let after: ComparedObject?
    /// How well the two shapes lie on each other, 0…1; nil without either.
    public let iou: Double?
    /// In what they differ, in the order of ``Kind``; empty if in nothing.
    public let kinds: [Kind]

    /// Holds two objects that are the same, or one that is alone, against each other.
    init(before: ComparedObject?, after: ComparedObject?) {
        self.before = before
        self.after = after
        guard let before, let after else {
            iou = nil
            kinds = before == nil ? [.added] : [.removed]
            return
        }
        let iou = before.shape == after.shape ? 1 : IoU.of(before.shape, after.shape)
        self.iou = iou
        var kinds: [Kind] = []
        if before.labelID != after.labelID { kinds.append(.relabelled) }
        if iou < Self.sameIoU || Self.farthestEdge(before.shape.bounds, after.shape.bounds) > Self.samePixels
        {
            kinds.append(.moved)
        }
        // A billionth to spare, so that a difference of exactly a hundredth counts.
        if abs(before.existence - after.existence) >= Self.sameExistence - 1e-9 { kinds.append(.confidence) }
        self.kinds = kinds
    }

    /// How much has changed: 1 for an object added, removed or of another class, and what the shapes do not share, and
    /// the difference in existence, 0…3.
    public var amount: Double {
        guard let before, let after else { return 1 }
        return (kinds.contains(.relabelled) ? 1 : 0) + 1 - (iou ?? 1)
            + abs(before.existence - after.existence)
    }

    private static func farthestEdge(_ a: Box, _ b: Box) -> Double {
        max(abs(a.x - b.x), abs(a.y - b.y), abs(a.maxX - b.maxX), abs(a.maxY - b.maxY))
    }
}
