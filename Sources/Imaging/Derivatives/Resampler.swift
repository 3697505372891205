/// Shrinks or enlarges rows of 8-bit RGB pixels that come from the top, each side by its own factor.
///
/// Holds no more than the new rows that are open, so a source of any height passes through. Columns are summed before
/// rows are, because sums down the columns run over whole rows at once.
struct Resampler {
    private let columns: ResamplingAxis
    private let rows: ResamplingAxis
    private let width: Int
    private var sums: [[Float]]
    private var spare: [[Float]] = []
    private var firstOpenRow = 0

    /// The finished picture, row by row.
    private(set) var pixels: [UInt8] = []

    /// Prepares to make a picture with one pixel for each span of the two sides.
    init(columns: ResamplingAxis, rows: ResamplingAxis) {
        self.columns = columns
        self.rows = rows
        width = columns.spans.count
        sums = Array(repeating: [], count: rows.spans.count)
        pixels.reserveCapacity(width * rows.spans.count * 3)
    }

    /// Adds one row of the source: the needed columns, three samples each.
    mutating func push(_ row: UnsafeBufferPointer<UInt8>, y: Int) {
        if rows.isIdentity, columns.isIdentity {
            pixels.append(contentsOf: row)
            return
        }
        for index in firstOpenRow..<rows.spans.count {
            let span = rows.spans[index]
            guard y >= span.first else { break }
            guard y < span.first + span.count else { continue }
            add(row, to: index, weight: rows.weights[span.weights + y - span.first])
            if y == span.first + span.count - 1 { finish(index) }
        }
    }

    private mutating func add(_ row: UnsafeBufferPointer<UInt8>, to index: Int, weight: Float) {
        // One sample more than there are, so that four can be loaded where the last three stand.
        if sums[index].isEmpty {
            sums[index] = spare.popLast() ?? Array(repeating: 0, count: row.count + 1)
        }
        sums[index].withUnsafeMutableBufferPointer { sum in
            for sample in 0..<row.count { sum[sample] += Float(row[sample]) * weight }
        }
    }

    private mutating func finish(_ index: Int) {
        var sum = sums[index]
        sums[index] = []
        let (start, columns) = (pixels.count, columns)
        pixels.append(contentsOf: repeatElement(0, count: width * 3))
        pixels.withUnsafeMutableBufferPointer { target in
            sum.withUnsafeBufferPointer { source in
                Resampler.mix(
                    source, columns, into: UnsafeMutableBufferPointer(rebasing: target[start...]))
            }
        }
        for sample in sum.indices { sum[sample] = 0 }
        spare.append(sum)
        firstOpenRow = index + 1
    }

    private static func mix(
        _ row: UnsafeBufferPointer<Float>, _ columns: ResamplingAxis,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) {
        let samples = UnsafeRawBufferPointer(row)
        let stride = 3 * MemoryLayout<Float>.stride
        columns.weights.withUnsafeBufferPointer { weights in
            for (column, span) in columns.spans.enumerated() {
                var mixed = SIMD4<Float>(repeating: 0.5)
                var at = (span.first - columns.needed.lowerBound) * stride
                for tap in span.weights..<span.weights + span.count {
                    mixed += samples.loadUnaligned(fromByteOffset: at, as: SIMD4<Float>.self) * weights[tap]
                    at += stride
                }
                target[column * 3] = UInt8(min(255, mixed.x))
                target[column * 3 + 1] = UInt8(min(255, mixed.y))
                target[column * 3 + 2] = UInt8(min(255, mixed.z))
            }
        }
    }
}
