public import Geometry

/// The outline of the region that at least some number of people drew.
public struct SupportOutline: Codable, Hashable, Sendable {
    /// How many people at least have every place inside in their shape.
    public let atLeast: Int
    /// How many people drew the object.
    public let of: Int
    /// The region's parts with their holes, in image pixels; none if no place is in that many shapes.
    public let polygons: [Polygon]

    /// An outline with all its properties.
    public init(atLeast: Int, of: Int, polygons: [Polygon]) {
        self.atLeast = atLeast
        self.of = of
        self.polygons = polygons
    }
}

/// The nested outlines of how many people drew which part of an object.
public enum SupportOutlines {
    /// For i from 1 to the number of shapes the region that at least i of them cover; each lies in the one before.
    ///
    /// The outline is where the i-th largest of the signed distances to the shapes' outlines is zero, followed through
    /// the cells of a crop with 64 to 256 of them along its longer side: the first is that of the union, the last that
    /// of the intersection, to about half a cell. Only points in line are left out of it, so no outline crosses another.
    /// Equal shapes give that shape itself each time. The order of the shapes changes nothing.
    ///
    /// - Parameters:
    ///   - shapes: boxes and polygons; those without area or with coordinates that are not finite cover nothing.
    ///   - weights: how much each person counts; nil counts heads. With weights the i-th outline is that of the region
    ///     that people with at least i/k of the whole weight cover. Weights are capped at four times their median.
    /// - Returns: one outline for each i, in ascending order; empty without shapes.
    ///
    /// O(shapes · cells) as a rule.
    public static func of(_ shapes: [Shape], weights: [Double]? = nil) -> [SupportOutline] {
        guard let first = shapes.first else { return [] }
        precondition(weights.map { $0.count == shapes.count } ?? true, "every shape has a weight")
        let people = shapes.count
        if shapes.allSatisfy({ $0 == first }) {
            let polygons = first.firstDefect(in: nil) == nil ? [first.asPolygon] : []
            return (1...people).map { SupportOutline(atLeast: $0, of: people, polygons: polygons) }
        }
        let levels = regions(of: shapes, weights: weights)
        return levels.enumerated().map { index, polygons in
            SupportOutline(atLeast: index + 1, of: people, polygons: polygons)
        }
    }

    private static func regions(of shapes: [Shape], weights: [Double]?) -> [[Polygon]] {
        let people = shapes.count
        let all = weights.map(MemberWeights.capped) ?? shapes.map { _ in 1 }
        let counted = shapes.indices.filter { shapes[$0].area > 0 && isFinite(shapes[$0]) }
        guard let crop = MergeCrop(around: counted.map { shapes[$0] }) else {
            return Array(repeating: [], count: people)
        }
        let fields = DistanceFields(of: counted.map { shapes[$0] }, in: crop)
        // Summed in ascending order, so that the order of the people changes no digit.
        let total = all.sorted().reduce(0, +)
        // A little less than the share, so that rounding does not ask for one person more.
        let needed = (1...people).map { total * (Double($0) / Double(people) - 1e-9) }
        let own = counted.map { all[$0] }
        let drawn = own.sorted().reduce(0, +)
        let reachable = needed.filter { $0 <= drawn }
        let levels = fields.reached(by: reachable, weights: own).map { field in
            Contours.polygons(of: fields.whole(field), columns: crop.columns, rows: crop.rows, threshold: 0)
                .compactMap { outline(of: $0, in: crop) }
        }
        return levels + Array(repeating: [], count: people - levels.count)
    }

    /// A part of a region in image pixels, without rings that rounding has left no area; nil if that is the outermost.
    private static func outline(of part: Polygon, in crop: MergeCrop) -> Polygon? {
        let rounded = crop.local(cells: part.rings).simplified(tolerance: 0)
        guard abs(Polygon.signedArea(of: rounded.exterior)) > 0 else { return nil }
        let holes = rounded.holes.filter { abs(Polygon.signedArea(of: $0)) > 0 }
        let polygon = crop.image(Polygon(rings: [rounded.exterior] + holes))
        return polygon.area > 0 ? polygon : nil
    }

    private static func isFinite(_ shape: Shape) -> Bool {
        switch shape {
        case .box(let box): box.isFinite
        case .polygon(let polygon): polygon.rings.allSatisfy { $0.allSatisfy(\.isFinite) }
        }
    }
}
