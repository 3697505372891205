import Geometry
import Labeling

/// Several people's answers on one canvas, grouped into objects: the answers to one image, or answers to different
/// images as if they were to one.
struct StatementScene {
    /// Something that at least one person drew.
    struct Object {
        /// Who drew it, ascending.
        let people: [Int]
        /// The class each gave it.
        let labels: [Int]
        /// For each of them, how many gave it that class.
        let sameLabel: [Int]
        /// IoU of every two of the shapes, row by row.
        let overlaps: [Double]
        /// The sum of each row of ``overlaps`` without the shape itself.
        let overlapSums: [Double]
        /// People who marked a crowd over it and so have no say, ascending.
        let neutral: [Int]
    }

    /// How many people answered.
    let people: Int
    /// Who of them drew nothing, ascending.
    let empty: [Int]
    /// What they drew.
    let objects: [Object]
    /// The classes, ascending; ``Object/labels`` are their indices.
    let labels: [LabelClassID]

    /// The scene of grouped answers; person p is the p-th of `annotators`.
    init(_ found: PlaceGroups, annotators: [AccountID]) {
        let ballots = found.ballots
        var drew = Array(repeating: false, count: annotators.count)
        var labels: [LabelClassID] = []
        for ballot in ballots { drew[ballot.annotator] = true }
        for label in ballots.map(\.labelID).sorted() where labels.last != label { labels.append(label) }

        var place = Array(repeating: (group: -1, position: 0), count: ballots.count)
        let groups = found.groups.map { group in
            group.sorted { ballots[$0].annotator < ballots[$1].annotator }
        }
        for (number, group) in groups.enumerated() {
            for (position, ballot) in group.enumerated() { place[ballot] = (number, position) }
        }
        var overlaps = groups.map { Array(repeating: -1.0, count: $0.count * $0.count) }
        for overlap in found.overlaps {
            let (first, second) = (place[overlap.first], place[overlap.second])
            guard first.group == second.group, first.group >= 0 else { continue }
            let size = groups[first.group].count
            overlaps[first.group][first.position * size + second.position] = overlap.iou
            overlaps[first.group][second.position * size + first.position] = overlap.iou
        }
        let hasCrowds = ballots.contains(where: \.isCrowd)

        people = annotators.count
        empty = annotators.indices.filter { !drew[$0] }
        self.labels = labels
        objects = groups.enumerated().map { number, group in
            let votes = group.map { ballots[$0] }
            return Object(
                votes, labels: votes.map { StatementScene.index(of: $0.labelID, in: labels) },
                known: overlaps[number], neutral: hasCrowds ? found.neutral(towards: votes) : [])
        }
    }

    private static func index(of label: LabelClassID, in labels: [LabelClassID]) -> Int {
        var (low, high) = (0, labels.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if labels[middle] < label { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension StatementScene.Object {
    /// - Parameter known: IoU row by row, below 0 where it is not known yet.
    fileprivate init(_ votes: [Ballot], labels: [Int], known: [Double], neutral: [Int]) {
        let size = votes.count
        var overlaps = known
        var sums = Array(repeating: 0.0, count: size)
        var sameLabel = Array(repeating: 1, count: size)
        for a in 0..<size {
            for b in (a + 1)..<max(size, a + 1) {
                let iou =
                    known[a * size + b] < 0 ? votes[a].placeIoU(votes[b]) : known[a * size + b]
                overlaps[a * size + b] = iou
                overlaps[b * size + a] = iou
                sums[a] += iou
                sums[b] += iou
                if labels[a] == labels[b] {
                    sameLabel[a] += 1
                    sameLabel[b] += 1
                }
            }
        }
        people = votes.map(\.annotator)
        self.labels = labels
        self.sameLabel = sameLabel
        self.overlaps = overlaps
        overlapSums = sums
        self.neutral = neutral
    }
}
