import Geometry

/// Two ballots of different annotators that share area.
struct Overlap: Sendable {
    /// Index of the ballot that comes first in canonical order.
    let first: Int
    /// Index of the other.
    let second: Int
    /// How well they lie on each other, 0…1.
    let iou: Double

    /// All overlaps between instances of different annotators, and between their crowd regions, in ascending order.
    static func all(of ballots: [Ballot]) -> [Overlap] {
        let boxes = ballots.map(\.bounds)
        let owners = ballots.map { Int32(truncatingIfNeeded: $0.isCrowd ? ~$0.annotator : $0.annotator) }
        let hasOutlines = ballots.contains { if case .polygon = $0.shape { true } else { false } }
        var found: [Overlap] = []
        found.reserveCapacity(2 * ballots.count)
        MeetingPairs.visit(boxes, owners: owners) { first, second in
            let iou =
                hasOutlines
                ? ballots[first].placeIoU(ballots[second]) : boxes[first].iou(boxes[second])
            if iou > 0 { found.append(Overlap(first: first, second: second, iou: iou)) }
        }
        return found
    }
}
