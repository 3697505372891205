/// A region bounded by closed rings: the first is the exterior, the others are holes in it.
///
/// A ring lists its corners once; the edge from the last back to the first is understood. Rings may
/// run either way round. JSON form: an array of rings, each an array of `[x, y]`.
public struct Polygon: Hashable, Sendable {
    /// The exterior ring, then the holes.
    public var rings: [[ImagePoint]]

    /// Makes a polygon from its exterior ring followed by its holes.
    public init(rings: [[ImagePoint]]) {
        self.rings = rings
    }

    /// Makes a polygon without holes.
    public init(_ exterior: [ImagePoint]) {
        self.rings = [exterior]
    }

    /// The exterior ring; empty if the polygon has no ring.
    public var exterior: [ImagePoint] { rings.first ?? [] }

    /// The rings after the exterior.
    public var holes: ArraySlice<[ImagePoint]> { rings.dropFirst() }

    /// The smallest box around every point, or an empty box at the origin if there is none.
    public var bounds: Box {
        guard let first = rings.lazy.joined().first(where: { _ in true }) else {
            return Box(x: 0, y: 0, width: 0, height: 0)
        }
        var (minX, minY, maxX, maxY) = (first.x, first.y, first.x, first.y)
        for ring in rings {
            for point in ring {
                minX = min(minX, point.x)
                minY = min(minY, point.y)
                maxX = max(maxX, point.x)
                maxY = max(maxY, point.y)
            }
        }
        return Box(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
    }

    /// Area in square pixels by the shoelace formula: the exterior minus the holes, never negative.
    ///
    /// Exact when no ring crosses itself and the holes lie apart inside the exterior.
    public var area: Double {
        let outer = abs(Polygon.signedArea(of: exterior))
        return max(0, holes.reduce(outer) { $0 - abs(Polygon.signedArea(of: $1)) })
    }

    /// Length of all rings together, in pixels.
    public var perimeter: Double {
        rings.reduce(0) { total, ring in
            var length = total
            for index in ring.indices {
                let next = ring[index + 1 == ring.count ? 0 : index + 1]
                let dx = next.x - ring[index].x
                let dy = next.y - ring[index].y
                length += (dx * dx + dy * dy).squareRoot()
            }
            return length
        }
    }

    /// Whether a point lies inside by the even-odd rule over all rings.
    ///
    /// Of two polygons that share an edge exactly one contains a point on it. O(points).
    public func contains(_ point: ImagePoint) -> Bool {
        var inside = false
        for ring in rings {
            guard var previous = ring.last else { continue }
            for current in ring {
                if (current.y > point.y) != (previous.y > point.y) {
                    let share = (point.y - current.y) / (previous.y - current.y)
                    if point.x < current.x + share * (previous.x - current.x) { inside.toggle() }
                }
                previous = current
            }
        }
        return inside
    }

    /// Area of a ring in square pixels, positive when it runs clockwise on the screen (y down).
    public static func signedArea(of ring: [ImagePoint]) -> Double {
        guard ring.count >= 3, let origin = ring.first, var previous = ring.last else { return 0 }
        var twice = 0.0
        for current in ring {
            // Relative to a point of the ring, so that far-off rings lose no digits.
            twice +=
                (previous.x - origin.x) * (current.y - origin.y)
                - (current.x - origin.x) * (previous.y - origin.y)
            previous = current
        }
        return twice / 2
    }
}

extension Polygon: Codable {
    /// Reads an array of rings of `[x, y]`.
    public init(from decoder: any Decoder) throws {
        self.init(rings: try decoder.singleValueContainer().decode([[ImagePoint]].self))
    }

    /// Writes an array of rings of `[x, y]`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rings)
    }
}
