/// Pairs the shapes of two annotators one to one.
enum PairMatching {
    /// A possible pair: one shape of each annotator, their IoU, and how much the pair is wanted.
    struct Edge {
        let first: Int
        let second: Int
        let iou: Double
        /// More than 0.
        let rank: Double
    }

    /// The edges to keep so that their ranks add up to the most, in ascending order of `first`.
    ///
    /// Edges that share no shape with another are kept as they are; the others go through ``OptimalAssignment``,
    /// one knot at a time.
    static func best(_ edges: [Edge]) -> [Edge] {
        guard !areSeparate(edges) else { return edges.sorted { $0.first < $1.first } }
        return knots(edges).flatMap(assigned).sorted { $0.first < $1.first }
    }

    private static func areSeparate(_ edges: [Edge]) -> Bool {
        func isDistinct(_ values: [Int]) -> Bool {
            let sorted = values.sorted()
            return zip(sorted, sorted.dropFirst()).allSatisfy { $0 != $1 }
        }
        return isDistinct(edges.map(\.first)) && isDistinct(edges.map(\.second))
    }

    /// The edges in lists that share no shape, in order of their lowest shape.
    private static func knots(_ edges: [Edge]) -> [[Edge]] {
        let firsts = unique(edges.map(\.first))
        let seconds = unique(edges.map(\.second))
        var root = Array(0..<(firsts.count + seconds.count))
        func find(_ node: Int) -> Int {
            var node = node
            while root[node] != node { node = root[node] }
            return node
        }
        let nodes = edges.map { edge in
            (position(of: edge.first, in: firsts), firsts.count + position(of: edge.second, in: seconds))
        }
        for (first, second) in nodes {
            let (left, right) = (find(first), find(second))
            root[max(left, right)] = min(left, right)
        }
        var lists = Array(repeating: [Edge](), count: root.count)
        for (edge, node) in zip(edges, nodes) { lists[find(node.0)].append(edge) }
        return lists.filter { !$0.isEmpty }
    }

    private static func assigned(_ edges: [Edge]) -> [Edge] {
        guard edges.count > 1 else { return edges }
        let firsts = unique(edges.map(\.first))
        let seconds = unique(edges.map(\.second))
        var table = Array(repeating: Array(repeating: -1, count: seconds.count), count: firsts.count)
        var values = Array(repeating: Array(repeating: 0.0, count: seconds.count), count: firsts.count)
        for (index, edge) in edges.enumerated() {
            let (row, column) = (position(of: edge.first, in: firsts), position(of: edge.second, in: seconds))
            table[row][column] = index
            values[row][column] = edge.rank
        }
        return OptimalAssignment.maximizing(values).enumerated().compactMap { row, column in
            guard let column, table[row][column] >= 0 else { return nil }
            return edges[table[row][column]]
        }
    }

    private static func unique(_ values: [Int]) -> [Int] {
        var result: [Int] = []
        for value in values.sorted() where result.last != value { result.append(value) }
        return result
    }

    /// Where a value stands in an ascending list that holds it, found in O(log n).
    private static func position(of value: Int, in sorted: [Int]) -> Int {
        var (low, high) = (0, sorted.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
