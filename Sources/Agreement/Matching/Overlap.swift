import Geometry

/// Two ballots of different annotators that share area.
struct Overlap: Sendable {
    /// Index of the ballot that comes first in canonical order.
    let first: Int
    /// Index of the other.
    let second: Int
    /// How well they lie on each other, 0…1.
    let iou: Double

    /// All overlaps between instances of different annotators, and between their crowd regions.
    ///
    /// A sweep over the left edges: O(n · neighbours in x).
    static func all(of ballots: [Ballot]) -> [Overlap] {
        var found: [Overlap] = []
        let bounds = ballots.map(\.bounds)
        let annotators = ballots.map(\.annotator)
        let isCrowd = ballots.map(\.isCrowd)
        let isBox = ballots.map { if case .box = $0.shape { true } else { false } }
        for first in bounds.indices {
            let own = bounds[first]
            let (right, bottom) = (own.maxX, own.maxY)
            for second in (first + 1)..<max(bounds.count, first + 1) {
                let other = bounds[second]
                guard other.x < right else { break }
                guard other.y < bottom, own.y < other.maxY, annotators[first] != annotators[second],
                    isCrowd[first] == isCrowd[second]
                else { continue }
                let iou =
                    isBox[first] || isBox[second]
                    ? own.iou(other) : ballots[first].placeIoU(ballots[second])
                if iou > 0 { found.append(Overlap(first: first, second: second, iou: iou)) }
            }
        }
        return found
    }
}
