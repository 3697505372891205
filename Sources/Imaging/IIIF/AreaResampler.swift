/// Shrinks rows of 8-bit RGB pixels by averaging the area each new pixel covers.
///
/// Made for shrinking by less than two, which is all that is left once the nearest level of a pyramid is
/// chosen; there the average is sharp and free of aliasing. Rows are pushed from the top, so only one row of
/// tiles needs to be in memory. The window may lie between pixels.
struct AreaResampler {
    /// How one new column is made of old ones.
    private struct Span {
        let first: Int
        let weights: [Float]
    }

    private let columns: [Span]
    private let rows: [Span]
    private let width: Int
    private var sums: [[Float]]
    private var firstOpenRow = 0

    /// The finished picture, row by row.
    private(set) var pixels: [UInt8] = []

    /// Prepares to shrink a window.
    ///
    /// - Parameters:
    ///   - x: the window's left and right edge, in pixels of the rows that will be pushed.
    ///   - y: the window's upper and lower edge, in rows.
    ///   - width: columns of the result; at most those of the window.
    ///   - height: rows of the result; at most those of the window.
    init(x: Range<Double>, y: Range<Double>, width: Int, height: Int, columnLimit: Int, rowLimit: Int) {
        columns = AreaResampler.spans(x, count: width, limit: columnLimit)
        rows = AreaResampler.spans(y, count: height, limit: rowLimit)
        self.width = width
        sums = Array(repeating: [], count: height)
        pixels.reserveCapacity(width * height * 3)
    }

    /// Adds one row of the source, from the top downwards; rows outside the window change nothing.
    ///
    /// - Parameters:
    ///   - row: the pixels, three samples each.
    ///   - y: the row's number.
    ///   - offset: the number of the row's first column.
    mutating func push(_ row: UnsafeBufferPointer<UInt8>, y: Int, offset: Int) {
        var shrunk: [Float] = []
        for index in firstOpenRow..<rows.count {
            let span = rows[index]
            guard y >= span.first else { break }
            guard y < span.first + span.weights.count else { continue }
            if shrunk.isEmpty { shrunk = shrink(row, offset: offset) }
            let weight = span.weights[y - span.first]
            if sums[index].isEmpty { sums[index] = Array(repeating: 0, count: width * 3) }
            sums[index].withUnsafeMutableBufferPointer { sum in
                for sample in sum.indices { sum[sample] += shrunk[sample] * weight }
            }
            if y == span.first + span.weights.count - 1 { finish(index) }
        }
    }

    private mutating func finish(_ index: Int) {
        for sum in sums[index] { pixels.append(UInt8(min(255, max(0, sum + 0.5)))) }
        sums[index] = []
        firstOpenRow = index + 1
    }

    private func shrink(_ row: UnsafeBufferPointer<UInt8>, offset: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: width * 3) { result, count in
            for (column, span) in columns.enumerated() {
                var (red, green, blue): (Float, Float, Float) = (0, 0, 0)
                var sample = (span.first - offset) * 3
                for weight in span.weights {
                    red += weight * Float(row[sample])
                    green += weight * Float(row[sample + 1])
                    blue += weight * Float(row[sample + 2])
                    sample += 3
                }
                result[column * 3] = red
                result[column * 3 + 1] = green
                result[column * 3 + 2] = blue
            }
            count = width * 3
        }
    }

    /// Cuts a range into equal parts and says which whole pixels each part covers, and by what share.
    private static func spans(_ range: Range<Double>, count: Int, limit: Int) -> [Span] {
        let step = (range.upperBound - range.lowerBound) / Double(count)
        return (0..<count).map { index in
            let start = range.lowerBound + step * Double(index)
            let end = min(Double(limit), start + step)
            let first = max(0, min(limit - 1, Int((start + 1e-6).rounded(.down))))
            let last = max(first, min(limit - 1, Int((end - 1e-6).rounded(.up)) - 1))
            var weights = (first...last).map { pixel in
                Float(max(0, min(end, Double(pixel + 1)) - max(start, Double(pixel))))
            }
            let total = weights.reduce(0, +)
            weights = total > 0 ? weights.map { $0 / total } : weights.map { _ in 1 / Float(weights.count) }
            return Span(first: first, weights: weights)
        }
    }
}
