import Geometry

/// How much of each pixel a shape covers, over the part of a canvas that the shape touches.
///
/// Four lines a pixel row, each with exact ends: edges come out smooth. Even-odd, so rings inside are holes.
struct CoverageMask {
    /// The first column and row of the part.
    let (x, y): (Int, Int)
    /// The sides of the part; 0 for a shape off the canvas.
    let (width, height): (Int, Int)
    /// 0…1 for each pixel, row-major.
    private(set) var values: [Float]

    private static let linesPerRow = 4

    /// Rasterises a polygon.
    ///
    /// - Parameter margin: pixels to keep around the shape, for shadows.
    init(_ polygon: Polygon, canvas: PixelSize, margin: Int) {
        let bounds = polygon.bounds
        func clamp(_ value: Double, _ limit: Int) -> Int {
            value.isFinite ? Int(min(Double(limit), max(0, value))) : 0
        }
        x = clamp(bounds.x.rounded(.down) - Double(margin), canvas.width)
        y = clamp(bounds.y.rounded(.down) - Double(margin), canvas.height)
        width = max(0, clamp(bounds.maxX.rounded(.up) + Double(margin), canvas.width) - x)
        height = max(0, clamp(bounds.maxY.rounded(.up) + Double(margin), canvas.height) - y)
        values = Array(repeating: 0, count: width * height)
        for line in 0..<height * CoverageMask.linesPerRow {
            let place = Double(y) + (Double(line) + 0.5) / Double(CoverageMask.linesPerRow)
            let crossings = CoverageMask.crossings(of: polygon, at: place)
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                cover(line / CoverageMask.linesPerRow, from: crossings[pair], to: crossings[pair + 1])
            }
        }
    }

    /// The mask smoothed by two passes of a box, which comes close to a soft light's shadow.
    func blurred(radius: Int) -> CoverageMask {
        var copy = self
        for _ in 0..<2 {
            for row in 0..<height { copy.average(start: row * width, step: 1, count: width, radius) }
            for column in 0..<width { copy.average(start: column, step: width, count: height, radius) }
        }
        return copy
    }

    private mutating func average(start: Int, step: Int, count: Int, _ radius: Int) {
        let old = (0..<count).map { values[start + $0 * step] }
        var sum = old.prefix(radius).reduce(0, +)
        for index in 0..<count {
            if index + radius < count { sum += old[index + radius] }
            values[start + index * step] = max(0, sum / Float(2 * radius + 1))
            if index >= radius { sum -= old[index - radius] }
        }
    }

    private mutating func cover(_ row: Int, from left: Double, to right: Double) {
        let left = max(0, left - Double(x))
        let right = min(Double(width), right - Double(x))
        guard right > left else { return }
        let share = 1 / Float(CoverageMask.linesPerRow)
        let first = Int(left)
        let last = min(width - 1, Int(right))
        for column in first...last {
            let part = min(right, Double(column + 1)) - max(left, Double(column))
            if part > 0 { values[row * width + column] += Float(part) * share }
        }
    }

    private static func crossings(of polygon: Polygon, at y: Double) -> [Double] {
        var crossings: [Double] = []
        for ring in polygon.rings {
            guard var from = ring.last else { continue }
            for to in ring {
                if (from.y > y) != (to.y > y) {
                    crossings.append(from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x))
                }
                from = to
            }
        }
        return crossings.sorted()
    }
}
