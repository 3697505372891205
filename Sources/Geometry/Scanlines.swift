/// Where evenly spaced horizontal lines cross the edges of a polygon.
struct Scanlines {
    private struct Edge {
        let top: ImagePoint
        let bottom: ImagePoint
    }

    private let edges: [Edge]
    private let firstY: Double
    private let step: Double
    private let count: Int

    /// Prepares `count` lines, the first at `firstY` and each further one `step` lower.
    ///
    /// - Precondition: the step is greater than zero.
    init(_ polygon: Polygon, firstY: Double, step: Double, count: Int) {
        precondition(step > 0, "scanlines run downwards")
        self.firstY = firstY
        self.step = step
        self.count = count
        var edges: [Edge] = []
        for ring in polygon.rings where ring.allSatisfy(\.isFinite) {
            guard var from = ring.last else { continue }
            for to in ring {
                if from.y != to.y {
                    edges.append(
                        from.y < to.y ? Edge(top: from, bottom: to) : Edge(top: to, bottom: from)
                    )
                }
                from = to
            }
        }
        edges.sort { $0.top.y < $1.top.y }
        self.edges = edges
    }

    /// Calls the body for each line that meets the polygon, with the x of its crossings in ascending order.
    ///
    /// There is always an even number of crossings; the polygon lies between the first and second,
    /// the third and fourth, and so on.
    func visit(_ body: (_ line: Int, _ crossings: [Double]) -> Void) {
        var active: [Edge] = []
        var arriving = 0
        var crossings: [Double] = []
        for line in 0..<count {
            let y = firstY + Double(line) * step
            active.removeAll { $0.bottom.y <= y }
            while arriving < edges.count, edges[arriving].top.y <= y {
                if edges[arriving].bottom.y > y { active.append(edges[arriving]) }
                arriving += 1
            }
            if active.isEmpty {
                if arriving == edges.count { return }
                continue
            }
            crossings.removeAll(keepingCapacity: true)
            for edge in active {
                let share = (y - edge.top.y) / (edge.bottom.y - edge.top.y)
                crossings.append(edge.top.x + share * (edge.bottom.x - edge.top.x))
            }
            crossings.sort()
            body(line, crossings)
        }
    }
}
