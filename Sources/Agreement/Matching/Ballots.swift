import Geometry
import Labeling

/// The votes of one image with the duplicates of each annotator merged.
struct Ballots: Sendable {
    /// Two shapes of one annotator and class are the same object from this IoU on.
    static let duplicateIoU = 0.8

    /// In canonical order.
    let all: [Ballot]
    /// What was merged, in order of annotator and kept identifier.
    let duplicates: [DuplicateShapes]

    /// Reads answers and merges duplicates: same annotator, same class, IoU of at least ``duplicateIoU``.
    ///
    /// Duplicate boxes become their mean; of duplicates with polygons the first polygon stands for all.
    init(_ answers: ImageAnswers) {
        var index: [AccountID: Int] = [:]
        for (position, person) in answers.annotators.enumerated() { index[person] = position }
        let ballots = answers.votes.map { Ballot(vote: $0, annotator: index[$0.annotator, default: 0]) }

        var merged: [Ballot] = []
        var duplicates: [DuplicateShapes] = []
        var isTaken = Array(repeating: false, count: ballots.count)
        for first in ballots.indices where !isTaken[first] {
            let group = [first] + Ballots.duplicates(of: first, in: ballots).filter { !isTaken[$0] }
            guard group.count > 1 else {
                merged.append(ballots[first])
                continue
            }
            for member in group { isTaken[member] = true }
            merged.append(Ballots.merged(group.map { ballots[$0] }))
            duplicates.append(
                DuplicateShapes(
                    annotator: ballots[first].vote.annotator,
                    kept: ballots[first].annotationID,
                    others: group.dropFirst().map { ballots[$0].annotationID }
                )
            )
        }
        if duplicates.isEmpty {
            all = ballots
        } else {
            all = CanonicalOrder.sorted(merged.map(\.vote))
                .map { Ballot(vote: $0, annotator: index[$0.annotator, default: 0]) }
        }
        self.duplicates = duplicates.sorted {
            $0.annotator == $1.annotator ? $0.kept < $1.kept : $0.annotator < $1.annotator
        }
    }

    /// Later shapes of the same annotator and class over the same place, in canonical order.
    private static func duplicates(of first: Int, in ballots: [Ballot]) -> [Int] {
        let own = ballots[first]
        var found: [Int] = []
        for other in (first + 1)..<max(ballots.count, first + 1) {
            // In order of left edges: nothing further on can overlap.
            guard ballots[other].bounds.x < own.bounds.maxX else { break }
            if ballots[other].annotator == own.annotator, ballots[other].labelID == own.labelID,
                ballots[other].isCrowd == own.isCrowd, own.placeIoU(ballots[other]) >= duplicateIoU
            {
                found.append(other)
            }
        }
        return found
    }

    private static func merged(_ group: [Ballot]) -> Ballot {
        var result = group[0]
        let polygon = group.first { if case .polygon = $0.shape { true } else { false } }
        if let polygon {
            result.vote.annotation.shape = polygon.shape
            result.bounds = polygon.bounds
        } else {
            let count = Double(group.count)
            result.bounds = Box(
                minX: group.reduce(0) { $0 + $1.bounds.x } / count,
                minY: group.reduce(0) { $0 + $1.bounds.y } / count,
                maxX: group.reduce(0) { $0 + $1.bounds.maxX } / count,
                maxY: group.reduce(0) { $0 + $1.bounds.maxY } / count
            )
            result.vote.annotation.shape = .box(result.bounds)
        }
        return result
    }
}
