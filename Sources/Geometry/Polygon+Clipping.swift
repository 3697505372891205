extension Polygon {
    /// The part of the polygon on the canvas.
    ///
    /// A polygon that already fits is returned as it is. Parts cut off from one another stay one ring, joined
    /// along the edge of the canvas. A hole that vanishes is dropped; if the exterior vanishes, no ring
    /// is left. O(points).
    ///
    /// Source: Sutherland and Hodgman 1974.
    public func clamped(to size: PixelSize) -> Polygon {
        let right = Double(size.width)
        let bottom = Double(size.height)
        let fits = rings.allSatisfy { ring in
            ring.allSatisfy { $0.x >= 0 && $0.y >= 0 && $0.x <= right && $0.y <= bottom }
        }
        if fits { return self }
        var clipped: [[ImagePoint]] = []
        for (index, ring) in rings.enumerated() {
            var part = ring
            part = Polygon.clip(part, at: 0, keepingAbove: true, along: \.x)
            part = Polygon.clip(part, at: right, keepingAbove: false, along: \.x)
            part = Polygon.clip(part, at: 0, keepingAbove: true, along: \.y)
            part = Polygon.clip(part, at: bottom, keepingAbove: false, along: \.y)
            let isGone = part.count < 3 || Polygon.signedArea(of: part) == 0
            if isGone && index == 0 { return Polygon(rings: []) }
            if !isGone { clipped.append(part) }
        }
        return Polygon(rings: clipped)
    }

    /// The part of a ring on one side of a vertical or horizontal line.
    private static func clip(
        _ ring: [ImagePoint],
        at limit: Double,
        keepingAbove: Bool,
        along axis: WritableKeyPath<ImagePoint, Double>
    ) -> [ImagePoint] {
        guard var previous = ring.last else { return [] }
        func isInside(_ point: ImagePoint) -> Bool {
            keepingAbove ? point[keyPath: axis] >= limit : point[keyPath: axis] <= limit
        }
        var kept: [ImagePoint] = []
        for current in ring {
            if isInside(current) != isInside(previous) {
                let from = previous[keyPath: axis]
                let share = (limit - from) / (current[keyPath: axis] - from)
                var cut = ImagePoint(
                    x: previous.x + share * (current.x - previous.x),
                    y: previous.y + share * (current.y - previous.y)
                )
                cut[keyPath: axis] = limit
                if kept.last != cut { kept.append(cut) }
            }
            if isInside(current), kept.last != current { kept.append(current) }
            previous = current
        }
        if kept.count > 1, kept.first == kept.last { kept.removeLast() }
        return kept
    }
}
