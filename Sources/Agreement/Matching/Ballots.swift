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
    /// Every class among them, in the order in which they come up.
    let labels: [LabelClassID]

    /// Reads answers and merges duplicates: same annotator, same class, IoU of at least ``duplicateIoU``.
    ///
    /// Duplicate boxes become their mean; of duplicates with polygons the first polygon stands for all.
    init(_ answers: ImageAnswers) {
        var people = PositionIndex(answers.annotators)
        var labels = PositionIndex<LabelClassID>()
        let ballots = Ballots.numbered(answers.votes, &people, &labels)
        self.labels = labels.keys
        let pairs = Ballots.duplicatePairs(ballots)
        guard !pairs.isEmpty else {
            all = ballots
            duplicates = []
            return
        }

        var merged: [Vote] = []
        var duplicates: [DuplicateShapes] = []
        var isTaken = Array(repeating: false, count: ballots.count)
        var next = 0
        for first in ballots.indices {
            var group = [first]
            while next < pairs.count, pairs[next].first == first {
                if !isTaken[pairs[next].second] { group.append(pairs[next].second) }
                next += 1
            }
            guard !isTaken[first] else { continue }
            guard group.count > 1 else {
                merged.append(ballots[first].vote)
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
        all = Ballots.numbered(CanonicalOrder.sorted(merged), &people, &labels)
        self.duplicates = duplicates.sorted {
            $0.annotator == $1.annotator ? $0.kept < $1.kept : $0.annotator < $1.annotator
        }
    }

    private static func numbered(
        _ votes: [Vote], _ people: inout PositionIndex<AccountID>, _ labels: inout PositionIndex<LabelClassID>
    ) -> [Ballot] {
        votes.map { vote in
            Ballot(
                vote: vote, annotator: people.position(of: vote.annotator),
                label: labels.position(of: vote.annotation.labelID))
        }
    }

    /// Pairs of one annotator and class over the same place, in ascending order.
    private static func duplicatePairs(_ ballots: [Ballot]) -> [(first: Int, second: Int)] {
        // Chains of the same annotator: each ballot knows the next one of its own, in order of left edges.
        let people = (ballots.map(\.annotator).max() ?? -1) + 1
        var latest = Array(repeating: ballots.count, count: people)
        var next = Array(repeating: ballots.count, count: ballots.count)
        for index in ballots.indices.reversed() {
            next[index] = latest[ballots[index].annotator]
            latest[ballots[index].annotator] = index
        }
        var pairs: [(first: Int, second: Int)] = []
        for first in ballots.indices {
            let bounds = ballots[first].bounds
            var second = next[first]
            // In order of left edges: nothing further on can overlap.
            while second < ballots.count, ballots[second].bounds.x < bounds.maxX {
                let other = ballots[second].bounds
                if other.y < bounds.maxY, bounds.y < other.maxY, isDuplicate(ballots[first], ballots[second])
                {
                    pairs.append((first, second))
                }
                second = next[second]
            }
        }
        return pairs
    }

    private static func isDuplicate(_ first: Ballot, _ second: Ballot) -> Bool {
        first.isCrowd == second.isCrowd && first.bounds.iou(second.bounds) > 0
            && first.label == second.label && first.placeIoU(second) >= duplicateIoU
    }

    private static func merged(_ group: [Ballot]) -> Vote {
        var result = group[0].vote
        let polygon = group.first { if case .polygon = $0.shape { true } else { false } }
        if let polygon {
            result.annotation.shape = polygon.shape
        } else {
            let count = Double(group.count)
            result.annotation.shape = .box(
                Box(
                    minX: group.reduce(0) { $0 + $1.bounds.x } / count,
                    minY: group.reduce(0) { $0 + $1.bounds.y } / count,
                    maxX: group.reduce(0) { $0 + $1.bounds.maxX } / count,
                    maxY: group.reduce(0) { $0 + $1.bounds.maxY } / count
                ))
        }
        return result
    }
}
