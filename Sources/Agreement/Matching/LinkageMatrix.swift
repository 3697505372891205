/// Average linkage over a table of all pairs, for parts in which few shapes or many links meet.
///
/// Every group remembers its best partner among the later ones, so a join costs one row, and more only where the
/// partner of another group has changed. The tables are used again for the next part.
struct LinkageMatrix {
    private let annotators: [Int]
    private let threshold: Double
    /// 64-bit words in a set of annotators.
    private let words: Int

    /// Groups of the part at hand.
    private var count = 0
    /// Sums of the similarities between two groups, by place and rank, row by row; both halves are filled.
    private var place: [Double] = []
    private var rank: [Double] = []
    /// How many members each group has; 0 once it has gone into another.
    private var sizes: [Int] = []
    /// Each group's annotators as bits.
    private var people: [UInt64] = []
    /// Each group's best later partner, or -1, and how good it is.
    private var partner: [Int] = []
    private var best: [Double] = []

    init(annotators: [Int], threshold: Double) {
        self.annotators = annotators
        self.threshold = threshold
        words = (annotators.max() ?? 0) / 64 + 1
    }

    /// Groups one part and notes the first member of its group for every shape.
    mutating func join(
        _ members: ArraySlice<Int>, links: ArraySlice<Int>, parts: LinkedParts, all: [AverageLinkage.Link],
        groups: inout [Int]
    ) {
        load(members, links: links, parts: parts, all: all)
        for row in 0..<count { findPartner(of: row) }
        while let kept = bestRow() {
            let gone = partner[kept]
            groups[members[members.startIndex + gone]] = members[members.startIndex + kept]
            merge(gone, into: kept)
        }
        // A group may have gone on into another; the first member is always the lower one.
        for shape in members { groups[shape] = groups[groups[shape]] }
    }

    private mutating func load(
        _ members: ArraySlice<Int>, links: ArraySlice<Int>, parts: LinkedParts, all: [AverageLinkage.Link]
    ) {
        count = members.count
        LinkageMatrix.clear(&place, count * count, to: 0)
        LinkageMatrix.clear(&rank, count * count, to: 0)
        LinkageMatrix.clear(&sizes, count, to: 1)
        LinkageMatrix.clear(&people, count * words, to: 0)
        LinkageMatrix.clear(&partner, count, to: -1)
        LinkageMatrix.clear(&best, count, to: 0)
        for (row, shape) in members.enumerated() {
            let person = annotators[shape]
            people[row * words + person / 64] = 1 << UInt64(person % 64)
        }
        for index in links {
            let link = all[index]
            let (row, column) = (parts.position[link.first], parts.position[link.second])
            place[row * count + column] = link.place
            place[column * count + row] = link.place
            rank[row * count + column] = link.rank
            rank[column * count + row] = link.rank
        }
    }

    private static func clear<Value>(_ values: inout [Value], _ count: Int, to value: Value) {
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: repeatElement(value, count: count))
    }

    /// The group with the best partner; of equals the first.
    private func bestRow() -> Int? {
        var found = -1
        for row in 0..<count where partner[row] >= 0 && sizes[row] > 0 {
            if found < 0 || best[row] > best[found] { found = row }
        }
        return found < 0 ? nil : found
    }

    private mutating func findPartner(of row: Int) {
        partner[row] = -1
        for column in (row + 1)..<max(count, row + 1) { consider(column, for: row) }
    }

    /// Makes a later group the partner of an earlier one if the two may join and there is no better one.
    private mutating func consider(_ column: Int, for row: Int) {
        let cell = row * count + column
        guard place[cell] > 0, sizes[column] > 0 else { return }
        let pairs = Double(sizes[row] * sizes[column])
        guard place[cell] / pairs >= threshold, areDisjoint(row, column) else { return }
        let mean = rank[cell] / pairs
        guard partner[row] < 0 || mean > best[row] || (mean == best[row] && column < partner[row]) else {
            return
        }
        partner[row] = column
        best[row] = mean
    }

    private func areDisjoint(_ row: Int, _ column: Int) -> Bool {
        for word in 0..<words where people[row * words + word] & people[column * words + word] != 0 {
            return false
        }
        return true
    }

    private mutating func merge(_ gone: Int, into kept: Int) {
        sizes[kept] += sizes[gone]
        sizes[gone] = 0
        for word in 0..<words { people[kept * words + word] |= people[gone * words + word] }
        for other in 0..<count where sizes[other] > 0 && other != kept {
            let cell = kept * count + other
            place[cell] += place[gone * count + other]
            rank[cell] += rank[gone * count + other]
            place[other * count + kept] = place[cell]
            rank[other * count + kept] = rank[cell]
        }
        for row in 0..<kept where sizes[row] > 0 {
            if partner[row] == kept || partner[row] == gone {
                findPartner(of: row)
            } else {
                consider(kept, for: row)
            }
        }
        for row in kept..<gone where sizes[row] > 0 && (row == kept || partner[row] == gone) {
            findPartner(of: row)
        }
    }
}
