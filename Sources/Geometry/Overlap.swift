/// The areas of two shapes and of what they share, measured by one sweep down the plane.
struct Overlap {
    /// Area of the first shape, in square pixels.
    private(set) var first = 0.0

    /// Area of the second shape.
    private(set) var second = 0.0

    /// Area both cover.
    private(set) var shared = 0.0

    private struct Edge {
        let top: ImagePoint
        let bottom: ImagePoint
        let isFirst: Bool

        func x(at y: Double) -> Double {
            if y <= top.y { return top.x }
            if y >= bottom.y { return bottom.x }
            return top.x + (bottom.x - top.x) * ((y - top.y) / (bottom.y - top.y))
        }
    }

    /// An edge inside one slab.
    private struct Span {
        let isFirst: Bool
        let topX: Double
        let bottomX: Double
        var x: Double
    }

    /// Above this many edge-slab pairs the sweep samples scanlines instead of being exact.
    private static let largestExactWork = 1 << 22

    /// Above this many crossing edges in one slab the slab is sampled instead of being cut at each crossing.
    private static let mostCrossingEdges = 128

    init(_ a: Shape, _ b: Shape) {
        var edges = Overlap.edges(of: a.asPolygon, isFirst: true)
        edges += Overlap.edges(of: b.asPolygon, isFirst: false)
        edges.sort { ($0.top.y, $0.top.x, $0.bottom.x) < ($1.top.y, $1.top.x, $1.bottom.x) }
        let cuts = Overlap.cuts(for: edges)
        var active: [Edge] = []
        var spans: [Span] = []
        var arriving = 0
        for (top, bottom) in zip(cuts, cuts.dropFirst()) {
            let middle = top + (bottom - top) / 2
            active.removeAll { $0.bottom.y <= middle }
            while arriving < edges.count, edges[arriving].top.y <= middle {
                if edges[arriving].bottom.y > middle { active.append(edges[arriving]) }
                arriving += 1
            }
            if !active.isEmpty { addSlab(of: active, top: top, bottom: bottom, &spans) }
        }
    }

    private static func edges(of polygon: Polygon, isFirst: Bool) -> [Edge] {
        var edges: [Edge] = []
        for ring in polygon.rings where ring.allSatisfy(\.isFinite) {
            guard var from = ring.last else { continue }
            for to in ring {
                if from.y < to.y {
                    edges.append(Edge(top: from, bottom: to, isFirst: isFirst))
                } else if to.y < from.y {
                    edges.append(Edge(top: to, bottom: from, isFirst: isFirst))
                }
                from = to
            }
        }
        return edges
    }

    /// The heights at which to cut: every corner or, where that is too much work, 512 even steps.
    private static func cuts(for edges: [Edge]) -> [Double] {
        let tops = edges.map(\.top.y)
        let bottoms = edges.map(\.bottom.y).sorted()
        guard let start = tops.first, let end = bottoms.last else { return [] }
        var cuts: [Double] = []
        for y in (tops + bottoms).sorted() where cuts.last != y { cuts.append(y) }
        var work = 0
        var begun = 0
        var ended = 0
        for y in cuts {
            while begun < tops.count, tops[begun] <= y { begun += 1 }
            while ended < bottoms.count, bottoms[ended] <= y { ended += 1 }
            work += begun - ended
        }
        guard work > largestExactWork else { return cuts }
        return (0...512).map { start + (end - start) * (Double($0) / 512) }
    }

    /// Adds a slab without corners inside, after cutting it where edges cross.
    ///
    /// - Parameter spans: memory that is used again.
    private mutating func addSlab(of active: [Edge], top: Double, bottom: Double, _ spans: inout [Span]) {
        spans.removeAll(keepingCapacity: true)
        for edge in active {
            let topX = edge.x(at: top)
            let bottomX = edge.x(at: bottom)
            spans.append(Span(isFirst: edge.isFirst, topX: topX, bottomX: bottomX, x: topX / 2 + bottomX / 2))
        }
        Overlap.sort(&spans) { $0.topX < $1.topX || ($0.topX == $1.topX && $0.bottomX < $1.bottomX) }
        var isInOrder = true
        for index in 1..<max(spans.count, 1) where spans[index - 1].bottomX > spans[index].bottomX {
            isInOrder = false
        }
        if isInOrder { return addStrip(of: spans, height: bottom - top) }
        let shares = crossings(of: spans)
        for (from, to) in zip(shares, shares.dropFirst()) where from < to {
            let middle = (from + to) / 2
            for index in spans.indices {
                spans[index].x = spans[index].topX + (spans[index].bottomX - spans[index].topX) * middle
            }
            Overlap.sort(&spans) { $0.x < $1.x }
            addStrip(of: spans, height: (bottom - top) * (to - from))
        }
    }

    /// Up to this many spans are put in order by moving each to its place.
    private static let fewSpans = 16

    /// Sorts spans and leaves equal ones in their order; quickly where they are few, and more so if almost in order.
    private static func sort(_ spans: inout [Span], by precedes: (Span, Span) -> Bool) {
        guard spans.count <= fewSpans else { return spans.sort(by: precedes) }
        for end in spans.indices.dropFirst() {
            let moved = spans[end]
            var place = end
            while place > 0, precedes(moved, spans[place - 1]) {
                spans[place] = spans[place - 1]
                place -= 1
            }
            spans[place] = moved
        }
    }

    /// Where down the slab (0 at its top, 1 at its bottom) edges change places, with both ends.
    private func crossings(of spans: [Span]) -> [Double] {
        guard spans.count <= Overlap.mostCrossingEdges else { return (0...32).map { Double($0) / 32 } }
        var shares = [0.0, 1.0]
        for (index, left) in spans.enumerated() {
            for right in spans[(index + 1)...] where right.bottomX < left.bottomX {
                let above = right.topX - left.topX
                let below = left.bottomX - right.bottomX
                shares.append(above / (above + below))
            }
        }
        return shares.sorted()
    }

    /// Adds a strip in which the edges, ordered by their middles, do not cross.
    private mutating func addStrip(of spans: [Span], height: Double) {
        var inFirst = false
        var inSecond = false
        var previous = 0.0
        var (firstLength, secondLength, sharedLength) = (0.0, 0.0, 0.0)
        for span in spans {
            let length = span.x - previous
            if inFirst { firstLength += length }
            if inSecond { secondLength += length }
            if inFirst && inSecond { sharedLength += length }
            if span.isFirst { inFirst.toggle() } else { inSecond.toggle() }
            previous = span.x
        }
        first += firstLength * height
        second += secondLength * height
        shared += sharedLength * height
    }
}
