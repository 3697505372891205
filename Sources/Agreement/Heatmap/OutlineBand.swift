import Geometry

/// The band in which the outline of an object may run, from how far several people's polygons stray from one another.
///
/// φ is the mean over the polygons of the distance to each outline, positive inside and held within a reach of a twentieth
/// of √area (at least 2 pixels); where it is 0 the merged outline runs. The spread is the root of the mean square
/// distance of the polygons' outlines from there. The band is where |φ| is below the spread, so equal polygons have none.
///
/// Measured on the cells of a ``DisagreementMap``, each cut into 4 by 4 parts; the value of a cell is the share of its
/// parts in the band. O(polygons · cells).
struct OutlineBand {
    /// Parts along the side of a cell.
    private static let parts = 4
    /// Free cells around the window, so that there is something beyond every outline.
    private static let margin = 1
    private static let reachShare = 0.05
    private static let leastReach = 2.0

    /// The share of each cell of the window in the band, row by row; empty if there is no band.
    let shares: [Double]

    /// The band of an object; none with fewer than two polygons.
    init(of shapes: [Shape], in window: CellWindow) {
        let polygons = shapes.compactMap { shape -> Polygon? in
            if case .polygon(let polygon) = shape { polygon } else { nil }
        }
        guard polygons.count > 1, polygons.contains(where: { $0 != polygons[0] }) else {
            shares = []
            return
        }
        let distances = OutlineBand.distances(from: polygons, in: window)
        let side = Median.of(polygons.map(\.area)).squareRoot()
        let part = window.cell / Double(OutlineBand.parts)
        let reach = max(1, max(OutlineBand.leastReach, OutlineBand.reachShare * side) / part)
        let held = distances.map { $0.map { max(-reach, min(reach, $0)) } }
        let people = Double(polygons.count)
        let level = held[0].indices.map { place in held.reduce(0) { $0 + $1[place] } / people }
        let line = level.indices.filter { abs(level[$0]) <= 0.5 }
        let squares = held.reduce(0.0) { sum, field in line.reduce(sum) { $0 + field[$1] * field[$1] } }
        let spread = line.isEmpty ? 0 : (squares / (people * Double(line.count))).squareRoot()
        shares = OutlineBand.shares(of: level.map { abs($0) < spread }, in: window)
    }

    /// In parts, on the window and its margin.
    private static func distances(from polygons: [Polygon], in window: CellWindow) -> [[Double]] {
        let origin = ImagePoint(
            x: Double(window.firstColumn - margin) * window.cell,
            y: Double(window.firstRow - margin) * window.cell)
        var transform = DistanceTransform()
        return polygons.map { polygon in
            let grid = BitGrid(
                rasterizing: polygon, origin: origin, scale: Double(parts) / window.cell,
                columns: (window.columns + 2 * margin) * parts, rows: (window.rows + 2 * margin) * parts)
            var values = Array(repeating: 0.0, count: grid.bits.count)
            transform.signedDistances(of: grid, into: &values)
            return values
        }
    }

    private static func shares(of inside: [Bool], in window: CellWindow) -> [Double] {
        let width = (window.columns + 2 * margin) * parts
        var shares = Array(repeating: 0.0, count: window.columns * window.rows)
        for row in 0..<window.rows * parts {
            for column in 0..<window.columns * parts
            where inside[(row + margin * parts) * width + column + margin * parts] {
                shares[row / parts * window.columns + column / parts] += 1 / Double(parts * parts)
            }
        }
        return shares
    }
}
