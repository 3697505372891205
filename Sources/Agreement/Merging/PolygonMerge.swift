import Geometry

/// The polygon between several people's polygons around one object.
///
/// Every polygon becomes a field of signed distances to its outline, held within a reach of T pixels so that a
/// stray outline pulls only so far; the merged outline is where the weighted mean of the fields is zero, with its
/// holes. T is a twentieth of the square root of the median area; of objects below 40 pixels it is 2 pixels,
/// and never more than a quarter of that root; it is at least one cell. Two equal people give the line midway between their outlines.
///
/// With three people or more the weights are sharpened twice by what the object itself shows: the variance of a
/// person's outline around the merged one, averaged with the variance that the weight speaks of. Someone careless about
/// this object so counts for less, at least for half of what the weight says is kept. Two people cannot be
/// told apart.
///
/// The region may fall into several parts; a ``Polygon`` has one outline, so the largest part is kept with its holes
/// and the others are left out. Holes of fewer than four cells are noise of the cells. The outline is thinned by at
/// most half a pixel, or a two-hundredth of the crop for small objects.
///
/// Moving all polygons by whole pixels moves the answer by as much, exactly where the coordinates hold it. Scaling
/// them scales the answer only nearly: the cells, T below 40 pixels and the thinning are measured in pixels.
/// O(k · cells), see ``MergeCrop``.
enum PolygonMerge {
    private static let reachShare = 0.05
    private static let leastReach = 2.0
    private static let mostReachShare = 0.25
    private static let smallestHoleCells = 4.0
    private static let thinning = 0.5
    private static let rounds = 2
    /// No cell counts for more than this many reaches when the straying of an outline is measured.
    private static let straying = 3.0
    /// Variance of a distance between cell centres, in square cells.
    private static let cellNoise = 0.1

    private struct Member {
        let polygon: Polygon
        let weight: Double
    }

    /// The merged polygon, always one that is acceptable if any of the polygons is.
    ///
    /// Equal polygons are returned as they are. Where no part is common enough, or everything is thinner than the
    /// cells, the polygon that overlaps the others most.
    ///
    /// - Parameter weights: one for each polygon, as ``MemberWeights/capped(_:)`` gives them.
    static func merged(_ polygons: [Polygon], weights: [Double]) -> Polygon {
        precondition(polygons.count == weights.count, "every polygon has a weight")
        guard let first = polygons.first else { return Polygon(rings: []) }
        if polygons.allSatisfy({ $0 == first }) { return first }
        let members = zip(polygons, weights).map(Member.init).sorted(by: precedes)
        let counted = members.filter { $0.weight > 0 && isDrawable($0.polygon) }
        guard let (part, crop) = largestPart(of: counted) else { return central(members) }
        let side = max(Double(crop.columns), Double(crop.rows)) * crop.cell
        let outline = crop.image(part.simplified(tolerance: min(thinning, side / 200)))
        if outline.firstDefect(in: nil) == nil { return outline }
        let full = crop.image(part)
        return full.firstDefect(in: nil) == nil ? full : central(members)
    }

    /// In pixels from the crop's origin.
    private static func largestPart(of members: [Member]) -> (part: Polygon, crop: MergeCrop)? {
        let shapes = members.map { Shape.polygon($0.polygon) }
        guard let crop = MergeCrop(around: shapes) else { return nil }
        let fields = DistanceFields(of: shapes, in: crop)
        // A polygon that holds no centre of a cell says nothing about where the outline runs.
        let areas = fields.areas.filter { $0 > 0 }
        guard !areas.isEmpty else { return nil }
        let weights = zip(members, fields.areas).map { $1 > 0 ? $0.weight : 0 }
        let side = Median.of(areas.map(Double.init)).squareRoot() * crop.cell
        let reach = max(crop.cell, reachShare * side, min(leastReach, mostReachShare * side)) / crop.cell
        let level = PolygonMerge.level(of: fields, weights: weights, reach: reach)
        let parts = Contours.polygons(
            of: fields.whole(level), columns: crop.columns, rows: crop.rows, threshold: 0)
        guard let largest = parts.max(by: { $0.area < $1.area }) else { return nil }
        let holes = largest.holes.filter { abs(Polygon.signedArea(of: $0)) >= smallestHoleCells }
        return (crop.local(cells: [largest.exterior] + holes), crop)
    }

    /// The weighted mean field over the band, the weights sharpened by how closely each outline follows its zero level.
    private static func level(of fields: DistanceFields, weights: [Double], reach: Double) -> [Double] {
        var level = fields.mean(weights: weights, reach: reach)
        guard weights.count(where: { $0 > 0 }) > 2 else { return level }
        var sharpened = weights
        for _ in 0..<rounds {
            let total = sharpened.reduce(0, +)
            let spread = fields.spread(around: level, reach: straying * reach)
            // The line follows each outline by its own share of the weight.
            let variances = zip(spread, sharpened).map { ($0 + cellNoise) / max(0.15, 1 - $1 / total) }
            let products = zip(variances, weights).map { $0 * $1 }
            let scale = Median.of(zip(products, weights).filter { $1 > 0 }.map(\.0))
            sharpened = zip(variances, weights).map { variance, weight in
                weight > 0 ? 2 / (variance + scale / weight) : 0
            }
            level = fields.mean(weights: sharpened, reach: reach)
        }
        return level
    }

    private static func isDrawable(_ polygon: Polygon) -> Bool {
        !polygon.bounds.isEmpty && polygon.rings.allSatisfy { $0.allSatisfy(\.isFinite) }
    }

    /// The acceptable polygon with the largest weighted sum of IoU with all; of equals the first.
    private static func central(_ members: [Member]) -> Polygon {
        let acceptable = members.filter { $0.polygon.firstDefect(in: nil) == nil }
        let chosen = acceptable.isEmpty ? members : acceptable
        var best = (polygon: chosen[0].polygon, sum: -Double.infinity)
        for own in chosen {
            let sum = members.reduce(0) { sum, other in
                sum + other.weight * IoU.of(.polygon(own.polygon), .polygon(other.polygon))
            }
            if sum > best.sum { best = (own.polygon, sum) }
        }
        return best.polygon
    }

    /// An order that depends on nothing but what was drawn.
    private static func precedes(_ a: Member, _ b: Member) -> Bool {
        if a.polygon.rings.count != b.polygon.rings.count {
            return a.polygon.rings.count < b.polygon.rings.count
        }
        for (one, other) in zip(a.polygon.rings, b.polygon.rings) {
            if one.count != other.count { return one.count < other.count }
            for (p, q) in zip(one, other) where p != q {
                return p.x != q.x ? p.x < q.x : p.y < q.y
            }
        }
        return a.weight < b.weight
    }
}
