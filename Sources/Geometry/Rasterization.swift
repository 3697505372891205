extension RunLengthMask {
    /// Marks the pixels of a polygon exactly as pycocotools does, then takes its holes out.
    ///
    /// Every ring is rasterised by itself (even-odd where it crosses itself): its outline is walked on a
    /// grid of fifths of a pixel, and each step to another column marks where the inside begins or ends.
    /// Holes are subtracted, which pycocotools has no notion of. Corners further outside than 4 times the
    /// longest side (and 1,000 pixels) are first pulled in to that distance; rings with numbers that are
    /// not finite are left out. O(5 · perimeter + s log s) for s columns met.
    ///
    /// - Precondition: the canvas has fewer than 2³¹ pixels on a side, and its pixels can be counted.
    ///
    /// Source: `rleFrPoly` in cocodataset/cocoapi, common/maskApi.c.
    public init(rasterizing polygon: Polygon, size: PixelSize) {
        precondition(size.width >= 0 && size.height >= 0 && size.longestSide < 1 << 31, "impossible canvas")
        var outline = RingRaster(size: size).mask(of: polygon.exterior)
        for hole in polygon.holes {
            // Both have the size just given, so the two never mismatch.
            if let rest = try? outline.subtracting(RingRaster(size: size).mask(of: hole)) { outline = rest }
        }
        self = outline
    }
}

/// Rasterises single rings onto a canvas.
private struct RingRaster {
    private static let scale = 5.0

    let size: PixelSize

    /// The places, as column-major offsets, where the inside of the ring begins or ends.
    private var toggles: [Int] = []

    /// The last point of the walk, on the fine grid.
    private var last: (u: Int, v: Int)?

    init(size: PixelSize) {
        self.size = size
    }

    func mask(of ring: [ImagePoint]) -> RunLengthMask {
        var raster = self
        return raster.rasterized(ring)
    }

    private mutating func rasterized(_ ring: [ImagePoint]) -> RunLengthMask {
        if ring.allSatisfy(\.isFinite) {
            let corners = ring.map { (x: fine($0.x), y: fine($0.y)) }
            for index in corners.indices {
                let next = corners[index + 1 == corners.count ? 0 : index + 1]
                walk(from: corners[index], to: next)
            }
        }
        toggles.sort()
        var builder = RunBuilder()
        var start = 0
        for (index, toggle) in toggles.enumerated() {
            builder.append(toggle - start, inside: index % 2 == 1)
            start = toggle
        }
        builder.append(size.pixelCount - start, inside: toggles.count % 2 == 1)
        return RunLengthMask(size: size, canonical: builder.counts)
    }

    /// A coordinate on the fine grid, rounded towards zero after adding a half, as C does.
    private func fine(_ coordinate: Double) -> Int {
        let limit = Double(4 * size.longestSide + 1000)
        return Int(RingRaster.scale * min(max(coordinate, -limit), limit) + 0.5)
    }

    /// Walks one edge, a step at a time along its longer direction.
    private mutating func walk(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
        let dx = abs(end.x - start.x)
        let dy = abs(end.y - start.y)
        let isFlat = dx >= dy
        let isFlipped = isFlat ? start.x > end.x : start.y > end.y
        let low = isFlipped ? end : start
        let high = isFlipped ? start : end
        let length = isFlat ? dx : dy
        let rise = Double(isFlat ? high.y - low.y : high.x - low.x)
        let slope = length == 0 ? 0 : rise / Double(length)
        for step in 0...length {
            let along = isFlipped ? length - step : step
            if isFlat {
                visit(u: low.x + along, v: Int(Double(low.y) + slope * Double(along) + 0.5))
            } else {
                visit(u: Int(Double(low.x) + slope * Double(along) + 0.5), v: low.y + along)
            }
        }
    }

    /// Notes a toggle where the walk passes the middle of a pixel column.
    private mutating func visit(u: Int, v: Int) {
        defer { last = (u, v) }
        guard let last, last.u != u else { return }
        let x = (Double(u < last.u ? u : u - 1) + 0.5) / RingRaster.scale - 0.5
        guard x.rounded(.down) == x, x >= 0, x <= Double(size.width - 1) else { return }
        var y = (Double(min(v, last.v)) + 0.5) / RingRaster.scale - 0.5
        y = min(max(y, 0), Double(size.height)).rounded(.up)
        toggles.append(Int(x) * size.height + Int(y))
    }
}
