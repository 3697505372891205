extension Polygon {
    /// The polygon with every corner left out that lies within a tolerance of the line kept instead.
    ///
    /// Each ring keeps its first point and at least 3 points. A ring may come to cross itself if the
    /// tolerance is as large as its narrow parts. O(n log n) as a rule, O(n²) at worst.
    ///
    /// - Parameter tolerance: in pixels; 0 or less removes nothing but points in line with their neighbours.
    ///
    /// Source: Ramer 1972; Douglas and Peucker 1973.
    public func simplified(tolerance: Double) -> Polygon {
        Polygon(rings: rings.map { Polygon.simplified(ring: $0, tolerance: max(0, tolerance)) })
    }

    private static func simplified(ring: [ImagePoint], tolerance: Double) -> [ImagePoint] {
        guard ring.count > 3 else { return ring }
        let closed = ring + [ring[0]]
        let opposite = farthest(in: closed, from: 0, to: ring.count).index
        var isKept = Array(repeating: false, count: ring.count)
        isKept[0] = true
        isKept[opposite] = true
        var stretches = [(0, opposite), (opposite, ring.count)]
        while let (from, to) = stretches.popLast() {
            guard to - from > 1 else { continue }
            let (index, distance) = farthest(in: closed, from: from, to: to)
            guard distance > tolerance else { continue }
            isKept[index] = true
            stretches.append((from, index))
            stretches.append((index, to))
        }
        if isKept.count(where: { $0 }) < 3 {
            let nothing = (index: 0, distance: -1.0)
            let before = opposite > 1 ? farthest(in: closed, from: 0, to: opposite) : nothing
            let isLast = opposite == ring.count - 1
            let after = isLast ? nothing : farthest(in: closed, from: opposite, to: ring.count)
            isKept[before.distance >= after.distance ? before.index : after.index] = true
        }
        return ring.indices.filter { isKept[$0] }.map { ring[$0] }
    }

    /// The point strictly between two others that lies farthest from the segment joining them.
    private static func farthest(
        in points: [ImagePoint],
        from: Int,
        to: Int
    ) -> (index: Int, distance: Double) {
        var best = (index: from + 1, distance: -1.0)
        for index in (from + 1)..<to {
            let distance = distance(of: points[index], fromSegment: points[from], points[to])
            if distance > best.distance { best = (index, distance) }
        }
        return best
    }

    private static func distance(
        of point: ImagePoint,
        fromSegment start: ImagePoint,
        _ end: ImagePoint
    ) -> Double {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let lengthSquared = dx * dx + dy * dy
        var (offX, offY) = (point.x - start.x, point.y - start.y)
        if lengthSquared > 0 {
            let share = min(max((offX * dx + offY * dy) / lengthSquared, 0), 1)
            offX -= share * dx
            offY -= share * dy
        }
        return (offX * offX + offY * offY).squareRoot()
    }
}
