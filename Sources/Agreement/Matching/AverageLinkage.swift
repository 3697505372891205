/// Groups shapes by place, best pair first, with at most one shape of each annotator in a group.
///
/// The similarity of two groups is the mean over all pairs of their members; pairs without a link count 0. So a
/// chain of shapes that each overlap only the next does not collapse into one group. Ties go to the group that
/// comes first. O(l log l) for l links, as long as groups stay small.
struct AverageLinkage {
    /// Two shapes of different annotators that may be the same object.
    struct Link {
        let first: Int
        let second: Int
        /// Similarity of place, on which the decision rests.
        let place: Double
        /// Similarity by which pairs are put in order.
        let rank: Double
    }

    private struct Neighbour {
        let group: Int
        var place: Double
        var rank: Double
    }

    private struct Merge: Comparable {
        let rank: Double
        let first: Int
        let second: Int
        let firstVersion: Int
        let secondVersion: Int

        static func < (left: Self, right: Self) -> Bool {
            if left.rank != right.rank { return left.rank > right.rank }
            if left.first != right.first { return left.first < right.first }
            return left.second < right.second
        }
    }

    private let threshold: Double
    /// Members of each group, ascending; empty once it has gone into another.
    private var members: [[Int]]
    /// Annotators of each group, ascending.
    private var annotators: [[Int]]
    /// Groups linked to each group, ascending.
    private var rows: [[Neighbour]]
    /// Counts the changes of each group; -1 once it is gone.
    private var version: [Int]

    /// Groups of indices into `annotators`, each ascending, in order of their first member.
    ///
    /// - Parameters:
    ///   - annotators: who drew each shape.
    ///   - links: pairs with `first < second` and different annotators, in ascending order.
    ///   - threshold: groups join while their mean similarity of place reaches it.
    static func groups(annotators: [Int], links: [Link], threshold: Double) -> [[Int]] {
        var linkage = AverageLinkage(annotators: annotators, links: links, threshold: threshold)
        linkage.run()
        return linkage.members.filter { !$0.isEmpty }
    }

    private init(annotators: [Int], links: [Link], threshold: Double) {
        self.threshold = threshold
        members = annotators.indices.map { [$0] }
        self.annotators = annotators.map { [$0] }
        rows = Array(repeating: [], count: annotators.count)
        version = Array(repeating: 0, count: annotators.count)
        for link in links {
            rows[link.second].append(Neighbour(group: link.first, place: link.place, rank: link.rank))
        }
        for link in links {
            rows[link.first].append(Neighbour(group: link.second, place: link.place, rank: link.rank))
        }
    }

    private mutating func run() {
        var queue = PriorityQueue(
            rows.indices.flatMap { group in
                rows[group].filter { $0.group > group }.compactMap { merge(group, $0) }
            }
        )
        while let best = queue.popFirst() {
            guard version[best.first] == best.firstVersion, version[best.second] == best.secondVersion else {
                continue
            }
            join(best.second, into: best.first)
            for neighbour in rows[best.first] {
                if let next = merge(best.first, neighbour) { queue.insert(next) }
            }
        }
    }

    /// The merge of two groups, if they may and should become one.
    private func merge(_ group: Int, _ neighbour: Neighbour) -> Merge? {
        let pairs = Double(members[group].count * members[neighbour.group].count)
        guard neighbour.place / pairs >= threshold,
            areDisjoint(annotators[group], annotators[neighbour.group])
        else { return nil }
        let first = min(group, neighbour.group)
        let second = max(group, neighbour.group)
        return Merge(
            rank: neighbour.rank / pairs, first: first, second: second, firstVersion: version[first],
            secondVersion: version[second])
    }

    private mutating func join(_ gone: Int, into kept: Int) {
        members[kept] = (members[kept] + members[gone]).sorted()
        annotators[kept] = (annotators[kept] + annotators[gone]).sorted()
        let other = rows[gone].filter { $0.group != kept }
        rows[kept] = combined(rows[kept].filter { $0.group != gone }, other)
        members[gone] = []
        annotators[gone] = []
        rows[gone] = []
        version[gone] = -1
        version[kept] += 1
        // Groups linked to the one that is gone now know the one that is left.
        for neighbour in other { replace(gone, by: kept, in: neighbour.group) }
    }

    private mutating func replace(_ gone: Int, by kept: Int, in group: Int) {
        guard let sum = rows[kept].first(where: { $0.group == group }) else { return }
        let row = rows[group].filter { $0.group != gone && $0.group != kept }
        rows[group] = combined(row, [Neighbour(group: kept, place: sum.place, rank: sum.rank)])
    }

    /// Two ascending rows as one, adding up what stands in both.
    private func combined(_ left: [Neighbour], _ right: [Neighbour]) -> [Neighbour] {
        var result: [Neighbour] = []
        result.reserveCapacity(left.count + right.count)
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            if j == right.count || (i < left.count && left[i].group < right[j].group) {
                result.append(left[i])
                i += 1
            } else if i == left.count || right[j].group < left[i].group {
                result.append(right[j])
                j += 1
            } else {
                var sum = left[i]
                sum.place += right[j].place
                sum.rank += right[j].rank
                result.append(sum)
                i += 1
                j += 1
            }
        }
        return result
    }

    private func areDisjoint(_ left: [Int], _ right: [Int]) -> Bool {
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] { return false }
            if left[i] < right[j] { i += 1 } else { j += 1 }
        }
        return true
    }
}
