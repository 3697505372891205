import Geometry
import Labeling

/// The order in which votes are worked through, so that nothing depends on the order in which they came.
enum CanonicalOrder {
    /// Votes by left, top, right and bottom edge, then class, annotator, identifier and flags.
    static func sorted(_ votes: [Vote]) -> [Vote] {
        let bounds = votes.map(\.annotation.shape.bounds)
        return votes.indices
            .sorted { left, right in
                if let decided = isBefore(bounds[left], bounds[right]) { return decided }
                return isBefore(votes[left], votes[right])
            }
            .map { votes[$0] }
    }

    /// Whether a box comes before another, or nil if they are the same.
    static func isBefore(_ left: Box, _ right: Box) -> Bool? {
        if left.x != right.x { return left.x < right.x }
        if left.y != right.y { return left.y < right.y }
        if left.maxX != right.maxX { return left.maxX < right.maxX }
        if left.maxY != right.maxY { return left.maxY < right.maxY }
        return nil
    }

    private static func isBefore(_ left: Vote, _ right: Vote) -> Bool {
        let (first, second) = (left.annotation, right.annotation)
        if first.labelID != second.labelID { return first.labelID < second.labelID }
        if left.annotator != right.annotator { return left.annotator < right.annotator }
        if first.id != second.id { return first.id < second.id }
        if first.flags != second.flags { return first.flags.rawValue < second.flags.rawValue }
        return corners(first.shape).lexicographicallyPrecedes(corners(second.shape))
    }

    private static func corners(_ shape: Shape) -> [Double] {
        shape.asPolygon.rings.flatMap { ring in [Double(ring.count)] + ring.flatMap { [$0.x, $0.y] } }
    }
}
