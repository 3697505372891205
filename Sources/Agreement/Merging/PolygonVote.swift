import Geometry

/// The region that at least half of several polygons cover.
///
/// Every polygon is rasterised on a crop of 128 cells along its longer side, each cell at four points; the outline
/// follows the level at which half of the people (rounded up) are in, interpolated between cells, with its holes.
/// It is then thinned by half a pixel, or by a two-hundredth of the crop for small objects. O(k · cells).
enum PolygonVote {
    private static let cellsAlong = 128.0
    /// Cells left free around the crop.
    private static let margin = 2
    /// Holes of fewer cells are noise.
    private static let smallestHoleCells = 4.0

    /// The merged polygon, or its largest part.
    ///
    /// If no place is covered by half of them, the polygon that overlaps the others most.
    static func merged(_ polygons: [Polygon]) -> Polygon {
        guard let first = polygons.first else { return Polygon(rings: []) }
        if polygons.allSatisfy({ $0 == first }) { return first }
        let bounds = polygons.dropFirst().reduce(first.bounds) { $0.union($1.bounds) }
        let cell = max(bounds.width, bounds.height) / cellsAlong
        guard let part = largestPart(of: polygons, bounds: bounds, cell: cell) else {
            return central(polygons)
        }
        let outline = part.simplified(tolerance: min(0.5, max(bounds.width, bounds.height) / 200))
        if outline.firstDefect(in: nil) == nil { return outline }
        return part.firstDefect(in: nil) == nil ? part : central(polygons)
    }

    private static func largestPart(of polygons: [Polygon], bounds: Box, cell: Double) -> Polygon? {
        // Cells must be larger than the rounding of the coordinates.
        let reach = max(abs(bounds.x), abs(bounds.y), abs(bounds.maxX), abs(bounds.maxY))
        guard cell > 1e-9 * reach, cell.isFinite else { return nil }
        let free = Double(margin) * cell
        let origin = ImagePoint(x: bounds.x - free, y: bounds.y - free)
        let columns = Int((bounds.width / cell).rounded(.up)) + 2 * margin
        let rows = Int((bounds.height / cell).rounded(.up)) + 2 * margin
        var votes = Array(repeating: 0.0, count: columns * rows)
        for polygon in polygons {
            let grid = BitGrid(
                rasterizing: polygon, origin: origin, scale: 2 / cell, columns: 2 * columns, rows: 2 * rows)
            for row in 0..<(2 * rows) {
                let (from, target) = (row * 2 * columns, row / 2 * columns)
                for column in 0..<(2 * columns) where grid.bits[from + column] {
                    votes[target + column / 2] += 0.25
                }
            }
        }
        // Half a vote below the number needed, so that the level never lies on a plateau.
        let level = Double((polygons.count + 1) / 2) - 0.5
        let parts = Contours.polygons(of: votes, columns: columns, rows: rows, threshold: level)
        guard let largest = parts.max(by: { $0.area < $1.area }) else { return nil }
        let holes = largest.holes.filter { abs(Polygon.signedArea(of: $0)) >= smallestHoleCells }
        return Polygon(
            rings: ([largest.exterior] + holes).map { ring in
                ring.map { ImagePoint(x: origin.x + $0.x * cell, y: origin.y + $0.y * cell) }
            }
        )
    }

    /// The polygon with the largest sum of IoU with all; of equals the first.
    private static func central(_ polygons: [Polygon]) -> Polygon {
        let sums = polygons.map { own in
            polygons.reduce(0) { $0 + IoU.of(.polygon(own), .polygon($1)) }
        }
        var best = 0
        for index in polygons.indices where sums[index] > sums[best] { best = index }
        return polygons[best]
    }
}
