/// Finds where a ring passes through itself.
enum RingCrossing {
    private struct Edge {
        let index: Int
        let from: ImagePoint
        let to: ImagePoint
        let minX: Double
        let maxX: Double
    }

    /// The first crossing pair of edges in order of their left ends, each named by its starting point.
    ///
    /// Edges that only touch (a shared corner, a corner resting on an edge, edges lying on one another)
    /// do not cross; a corner that comes to an edge from one side and leaves on the other does.
    static func first(in ring: [ImagePoint]) -> (edge: Int, other: Int)? {
        let edges = sortedEdges(of: ring)
        for (position, edge) in edges.enumerated() {
            for other in edges[(position + 1)...] {
                if other.minX > edge.maxX { break }
                if cross(edge, other) || passes(ring, through: edge, at: other)
                    || passes(ring, through: other, at: edge)
                {
                    return (min(edge.index, other.index), max(edge.index, other.index))
                }
            }
        }
        return nil
    }

    /// Whether an edge of one ring passes through the inside of an edge of another; O(n·m).
    static func crosses(_ ring: [ImagePoint], _ other: [ImagePoint]) -> Bool {
        let edges = sortedEdges(of: ring)
        return sortedEdges(of: other).contains { edge in
            edges.contains { $0.maxX >= edge.minX && $0.minX <= edge.maxX && cross($0, edge) }
        }
    }

    private static func sortedEdges(of ring: [ImagePoint]) -> [Edge] {
        var edges: [Edge] = []
        edges.reserveCapacity(ring.count)
        for index in ring.indices {
            let from = ring[index]
            let to = ring[(index + 1) % ring.count]
            guard from != to else { continue }
            edges.append(
                Edge(index: index, from: from, to: to, minX: min(from.x, to.x), maxX: max(from.x, to.x))
            )
        }
        edges.sort { ($0.minX, $0.index) < ($1.minX, $1.index) }
        return edges
    }

    /// Whether the insides of two edges meet in one point.
    private static func cross(_ a: Edge, _ b: Edge) -> Bool {
        if max(a.from.y, a.to.y) < min(b.from.y, b.to.y) || max(b.from.y, b.to.y) < min(a.from.y, a.to.y) {
            return false
        }
        return side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0
            && side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0
    }

    /// Whether the ring goes through the inside of `edge` at the corner where `arriving` ends.
    private static func passes(_ ring: [ImagePoint], through edge: Edge, at arriving: Edge) -> Bool {
        let corner = arriving.to
        guard side(edge.from, edge.to, corner) == 0, corner != edge.from, corner != edge.to,
            corner.x >= edge.minX, corner.x <= edge.maxX,
            corner.y >= min(edge.from.y, edge.to.y), corner.y <= max(edge.from.y, edge.to.y)
        else { return false }
        var next = (arriving.index + 1) % ring.count
        while ring[next] == corner, next != arriving.index { next = (next + 1) % ring.count }
        return side(edge.from, edge.to, arriving.from) * side(edge.from, edge.to, ring[next]) < 0
    }

    /// Positive, negative or zero as `point` lies on one side of the line, the other, or on it.
    private static func side(_ from: ImagePoint, _ to: ImagePoint, _ point: ImagePoint) -> Double {
        let turn = (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
        return turn > 0 ? 1 : turn < 0 ? -1 : 0
    }
}
