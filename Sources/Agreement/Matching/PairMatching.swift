/// Pairs the shapes of two annotators one to one; serves all pairs of annotators of an image in turn.
struct PairMatching {
    /// A possible pair: one shape of each annotator and their IoU.
    struct Edge {
        let first: Int
        let second: Int
        let iou: Double
        let isSameClass: Bool

        /// How much the pair is wanted, more than 0: a pair of different classes is still better than none.
        var rank: Double {
            max(iou - (isSameClass ? 0 : MatchingLimits.classPreference), 0.001 * iou)
        }
    }

    /// For each shape the list of edges in which it was met last.
    private var met: [Int]
    private var lists = 0
    private var ordered: [Edge] = []

    /// - Parameter shapes: edges name shapes by numbers below this.
    init(shapes: Int) {
        met = Array(repeating: 0, count: shapes)
    }

    /// Visits the edges to keep so that their ranks add up to the most, in ascending order of `first`.
    ///
    /// Edges that share no shape with another are kept as they are; the others go through ``OptimalAssignment``,
    /// one knot at a time. Most often there are no others, and then nothing is taken from the heap.
    mutating func visitBest(_ edges: ArraySlice<Edge>, _ body: (Edge) -> Void) {
        guard !edges.isEmpty else { return }
        ordered.removeAll(keepingCapacity: true)
        if areSeparate(edges) {
            for edge in edges { insert(edge) }
        } else {
            for edge in PairMatching.knots(Array(edges)).flatMap(PairMatching.assigned) { insert(edge) }
        }
        for edge in ordered { body(edge) }
    }

    /// Puts an edge in its place; they come almost in order.
    private mutating func insert(_ edge: Edge) {
        ordered.append(edge)
        var place = ordered.count - 1
        while place > 0, ordered[place - 1].first > edge.first {
            ordered[place] = ordered[place - 1]
            place -= 1
        }
        ordered[place] = edge
    }

    private mutating func areSeparate(_ edges: ArraySlice<Edge>) -> Bool {
        lists += 1
        for edge in edges {
            guard met[edge.first] != lists, met[edge.second] != lists else { return false }
            met[edge.first] = lists
            met[edge.second] = lists
        }
        return true
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
