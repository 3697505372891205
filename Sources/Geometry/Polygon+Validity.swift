extension Polygon {
    /// The first thing wrong with the polygon, or nil if it is acceptable.
    ///
    /// Checks every ring for, in this order: fewer than 3 points, numbers that are not finite, points
    /// outside the image, edges that cross, no area; then that every hole lies inside the outline, which it may
    /// touch. Points may repeat, and a ring may touch itself.
    /// About O(n log n) for n points, O(n²) if most edges overlap in x: callers bound n.
    ///
    /// - Parameter size: the image the points must lie on; nil leaves that out.
    public func firstDefect(in size: PixelSize?) -> PolygonDefect? {
        guard !rings.isEmpty else { return .noRings }
        for (index, ring) in rings.enumerated() {
            if ring.count < 3 { return .tooFewPoints(ring: index) }
            if let point = ring.firstIndex(where: { !$0.isFinite }) {
                return .notFinite(ring: index, point: point)
            }
            if let size,
                let point = ring.firstIndex(where: {
                    !size.holds(minX: $0.x, minY: $0.y, maxX: $0.x, maxY: $0.y)
                })
            {
                return .outsideImage(ring: index, point: point)
            }
            if let (edge, other) = RingCrossing.first(in: ring) {
                return .selfCrossing(ring: index, edge: edge, otherEdge: other)
            }
            if !(abs(Polygon.signedArea(of: ring)) > 0) { return .zeroArea(ring: index) }
        }
        for (index, hole) in holes.enumerated() where !outlineHolds(hole) {
            return .holeOutside(ring: index + 1)
        }
        return area > 0 ? nil : .zeroArea(ring: 0)
    }

    private func outlineHolds(_ hole: [ImagePoint]) -> Bool {
        let outline = Polygon(exterior)
        return !RingCrossing.crosses(exterior, hole) && hole.contains { outline.contains($0) }
    }
}

extension PixelSize {
    /// Whether the given extent lies on the canvas, forgiving a millionth of a pixel of rounding.
    func holds(minX: Double, minY: Double, maxX: Double, maxY: Double) -> Bool {
        let slack = 1e-6
        return minX >= -slack && minY >= -slack
            && maxX <= Double(width) + slack && maxY <= Double(height) + slack
    }
}
