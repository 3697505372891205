import Foundation
public import Geometry
public import Labeling

/// How sure the place of a consensus object's edges is.
public struct EdgeBand: Hashable, Sendable {
    /// The object, by ``ConsensusObject/id``.
    public let objectID: String
    /// Its class.
    public let labelID: LabelClassID
    /// Its shape.
    public let shape: Shape
    /// Standard deviation of its left, top, right and bottom edge in pixels: what the method says of the merged edges, or
    /// the spread of the votes over the root of their number.
    public let deviations: [Double]
    /// How sure it is that there is such an object, 0…1.
    public let existence: Double

    /// The bands of all objects whose edges can be judged: those with more than one vote or a method that says it.
    public static func all(of consensus: ImageConsensus) -> [EdgeBand] {
        consensus.objects.compactMap { object in
            let votes = Double(max(object.votes.count, 1))
            guard
                let deviations = object.placeDeviation.map({ Array(repeating: $0, count: 4) })
                    ?? object.edgeSpread?.map({ $0 / votes.squareRoot() })
            else { return nil }
            return EdgeBand(
                objectID: object.id, labelID: object.labelID, shape: object.shape, deviations: deviations,
                existence: object.existence)
        }
    }

    /// The 95 % half-widths of the band at its left, top, right and bottom edge in pixels.
    public var halfWidths: [Double] { deviations.map { $0 * NormalDistribution.quantile975 } }
}

/// The bands round the edges of an image's consensus objects as a grid of numbers.
///
/// With edges that are normal about where the consensus has them, a place lies inside an object with a probability p: of a
/// box the product over its edges, of a polygon by its distance to the outline. The value is the entropy of p in bits times
/// how probable the object is, the largest over all objects: 1 on the edge of a certain object, and 0.17 where the edge lies
/// with 95 % nearer. A band is drawn at least about as wide as a cell. O(objects · cells of the object).
///
/// Source: corners as Gaussians after Hall et al. 2020, "Probabilistic Object Detection".
public struct EdgeBandMap: Sendable {
    /// Cells along the longer side of an image, at most.
    static let cellsAlong = 384.0
    /// Beyond so many standard deviations there is nothing to be seen.
    private static let reach = 4.0

    /// The side of a cell in pixels.
    public let cell: Int
    /// The values, 0…1.
    public private(set) var grid: DensityGrid

    /// The bands on an image of this size.
    public init(_ bands: [EdgeBand], size: PixelSize) {
        cell = max(1, Int((Double(size.longestSide) / Self.cellsAlong).rounded(.up)))
        grid = DensityGrid(columns: (size.width + cell - 1) / cell, rows: (size.height + cell - 1) / cell)
        for band in bands { raise(band) }
    }

    private mutating func raise(_ band: EdgeBand) {
        // Half a cell is added, so that a sharp edge is seen wherever it runs between the cells' centres.
        let own = Double(cell) * Double(cell) / 4
        let deviations = band.deviations.map { ($0 * $0 + own).squareRoot() }
        let bounds = band.shape.bounds
        let margin = Self.reach * (deviations.max() ?? 0)
        let window = CellWindow(
            around: [
                Box(
                    minX: bounds.x - margin, minY: bounds.y - margin, maxX: bounds.maxX + margin,
                    maxY: bounds.maxY + margin)
            ], cell: cell, columns: grid.columns, rows: grid.rows)
        guard window.columns > 0, window.rows > 0 else { return }
        let inside =
            switch band.shape {
            case .box(let box): Self.inside(box, deviations, window)
            case .polygon(let polygon): Self.inside(polygon, deviations, window)
            }
        for (place, probability) in inside.enumerated() {
            let (column, row) = (place % window.columns, place / window.columns)
            let value = band.existence * DrawnCells.binaryEntropy(probability)
            let (x, y) = (window.firstColumn + column, window.firstRow + row)
            if value > grid[x, y] { grid[x, y] = value }
        }
    }

    private static func inside(_ box: Box, _ deviations: [Double], _ window: CellWindow) -> [Double] {
        func between(_ first: Int, _ count: Int, _ low: Double, _ high: Double, _ edge: Int) -> [Double] {
            (first..<first + count).map { index in
                let middle = (Double(index) + 0.5) * window.cell
                return normal((middle - low) / deviations[edge])
                    * normal((high - middle) / deviations[edge + 2])
            }
        }
        let across = between(window.firstColumn, window.columns, box.x, box.maxX, 0)
        return between(window.firstRow, window.rows, box.y, box.maxY, 1).flatMap { down in
            across.map { $0 * down }
        }
    }

    private static func inside(_ polygon: Polygon, _ deviations: [Double], _ window: CellWindow) -> [Double] {
        let origin = ImagePoint(
            x: Double(window.firstColumn) * window.cell, y: Double(window.firstRow) * window.cell)
        let deviation = deviations.reduce(0, +) / Double(deviations.count)
        return BitGrid(
            rasterizing: polygon, origin: origin, scale: 1 / window.cell, columns: window.columns,
            rows: window.rows
        ).signedDistances().map { normal($0 * window.cell / deviation) }
    }

    /// The share of a standard normal distribution that lies below.
    private static func normal(_ value: Double) -> Double { 0.5 * erfc(-value / 2.0.squareRoot()) }
}
