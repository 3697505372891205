/// Average linkage over sparse rows and a queue, for large parts in which every shape is linked to few others.
///
/// Groups go by their first member's place in the part.
struct LinkageRows {
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
    /// 64-bit words in a set of annotators.
    private let words: Int
    /// Each group's annotators as bits.
    private var people: [UInt64]
    /// How many members each group has.
    private var sizes: [Int]
    /// Groups linked to each group, ascending; empty once it has gone into another.
    private var rows: [[Neighbour]]
    /// Counts the changes of each group; -1 once it is gone.
    private var version: [Int]

    init(
        _ members: ArraySlice<Int>, links: ArraySlice<Int>, parts: LinkedParts, all: [AverageLinkage.Link],
        annotators: [Int], threshold: Double
    ) {
        self.threshold = threshold
        words = (annotators.max() ?? 0) / 64 + 1
        people = Array(repeating: 0, count: members.count * words)
        sizes = Array(repeating: 1, count: members.count)
        rows = Array(repeating: [], count: members.count)
        version = Array(repeating: 0, count: members.count)
        for (row, shape) in members.enumerated() {
            people[row * words + annotators[shape] / 64] = 1 << UInt64(annotators[shape] % 64)
        }
        // In ascending order of both, so that the rows come out ascending.
        for index in links {
            let link = all[index]
            let (first, second) = (parts.position[link.first], parts.position[link.second])
            rows[second].append(Neighbour(group: first, place: link.place, rank: link.rank))
        }
        for index in links {
            let link = all[index]
            let (first, second) = (parts.position[link.first], parts.position[link.second])
            rows[first].append(Neighbour(group: second, place: link.place, rank: link.rank))
        }
    }

    /// Groups the part and notes the first member of its group for every shape.
    mutating func join(_ members: ArraySlice<Int>, groups: inout [Int]) {
        var merges: [Merge] = []
        for group in rows.indices {
            for neighbour in rows[group] where neighbour.group > group {
                if let merge = merge(group, neighbour) { merges.append(merge) }
            }
        }
        var queue = PriorityQueue(merges)
        while let best = queue.popFirst() {
            guard version[best.first] == best.firstVersion, version[best.second] == best.secondVersion else {
                continue
            }
            groups[members[members.startIndex + best.second]] = members[members.startIndex + best.first]
            join(best.second, into: best.first)
            for neighbour in rows[best.first] {
                if let next = merge(best.first, neighbour) { queue.insert(next) }
            }
        }
        // A group may have gone on into another; the first member is always the lower one.
        for shape in members { groups[shape] = groups[groups[shape]] }
    }

    /// The merge of two groups, if they may and should become one.
    private func merge(_ group: Int, _ neighbour: Neighbour) -> Merge? {
        let pairs = Double(sizes[group] * sizes[neighbour.group])
        guard neighbour.place / pairs >= threshold, areDisjoint(group, neighbour.group) else { return nil }
        let first = min(group, neighbour.group)
        let second = max(group, neighbour.group)
        return Merge(
            rank: neighbour.rank / pairs, first: first, second: second, firstVersion: version[first],
            secondVersion: version[second])
    }

    private func areDisjoint(_ left: Int, _ right: Int) -> Bool {
        for word in 0..<words where people[left * words + word] & people[right * words + word] != 0 {
            return false
        }
        return true
    }

    private mutating func join(_ gone: Int, into kept: Int) {
        sizes[kept] += sizes[gone]
        for word in 0..<words { people[kept * words + word] |= people[gone * words + word] }
        let other = rows[gone]
        rows[gone] = []
        rows[kept] = LinkageRows.combined(rows[kept], other, without: kept, gone)
        version[gone] = -1
        version[kept] += 1
        // Groups linked to the one that is gone now know the one that is left.
        for neighbour in other where neighbour.group != kept {
            replace(gone, by: kept, in: neighbour.group)
        }
    }

    private mutating func replace(_ gone: Int, by kept: Int, in group: Int) {
        let sum = rows[kept][LinkageRows.place(of: group, in: rows[kept])]
        rows[group].remove(at: LinkageRows.place(of: gone, in: rows[group]))
        let place = LinkageRows.place(of: kept, in: rows[group])
        let own = Neighbour(group: kept, place: sum.place, rank: sum.rank)
        if place < rows[group].count, rows[group][place].group == kept {
            rows[group][place] = own
        } else {
            rows[group].insert(own, at: place)
        }
    }

    /// Where a group stands in an ascending row, or would stand.
    private static func place(of group: Int, in row: [Neighbour]) -> Int {
        var (low, high) = (0, row.count)
        while low < high {
            let middle = (low + high) / 2
            if row[middle].group < group { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Two ascending rows as one, adding up what stands in both, without two groups.
    private static func combined(
        _ left: [Neighbour], _ right: [Neighbour], without kept: Int, _ gone: Int
    ) -> [Neighbour] {
        var result: [Neighbour] = []
        result.reserveCapacity(left.count + right.count)
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            if j == right.count || (i < left.count && left[i].group < right[j].group) {
                if left[i].group != gone { result.append(left[i]) }
                i += 1
            } else if i == left.count || right[j].group < left[i].group {
                if right[j].group != kept { result.append(right[j]) }
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
}
