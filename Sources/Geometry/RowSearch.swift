/// The second half of a distance transform: from distances within the columns to distances, row by row.
struct RowSearch {
    /// The parabolas of the envelope from left to right, and where each begins to be the lowest.
    private var apexes: [Int] = []
    private var starts: [Double] = []
    private var count = 0

    /// Makes the memory fit for rows of so many cells.
    mutating func makeRoom(columns: Int) {
        guard apexes.count < columns + 2 else { return }
        apexes = Array(repeating: 0, count: columns + 2)
        starts = Array(repeating: 0, count: columns + 2)
    }

    /// Fills in one row of cells.
    mutating func measure(
        _ bits: UnsafeBufferPointer<Bool>, heights: UnsafeBufferPointer<Double>,
        wanted: UnsafeBufferPointer<Bool>, farthest: Double,
        into values: UnsafeMutableBufferPointer<Double>
    ) {
        var first = 0
        while first < bits.count {
            let isInside = bits[first]
            let sign = isInside ? 1.0 : -1
            var end = first
            // How many steps to either side it would take to search for the nearest of each wanted cell.
            var steps = 0.0
            while end < bits.count, bits[end] == isInside {
                if wanted[end] {
                    steps += min(heights[end], Double(end - first + 1))
                } else {
                    values[end] = sign * farthest
                }
                end += 1
            }
            let run = first..<end
            if steps <= 4 * Double(run.count) {
                for place in run where wanted[place] {
                    values[place] = sign * search(from: place, run, heights, farthest: farthest)
                }
            } else {
                build(over: run, count: bits.count, heights)
                var current = 0
                for place in run where wanted[place] {
                    while current + 1 < count, starts[current + 1] < Double(place) { current += 1 }
                    let apex = apexes[current]
                    let height = run.contains(apex) ? heights[apex] : 0
                    let offset = Double(place - apex)
                    values[place] = sign * ((height * height + offset * offset).squareRoot() - 0.5)
                }
            }
            first = end
        }
    }

    /// The distance of one cell, by looking ever farther to both sides until nothing can be nearer.
    private func search(
        from place: Int, _ run: Range<Int>, _ heights: UnsafeBufferPointer<Double>, farthest: Double
    ) -> Double {
        var nearest = heights[place] * heights[place]
        let reachLeft = min(place - run.lowerBound + 1, place)
        let reachRight = min(run.upperBound - place, heights.count - 1 - place)
        var offset = 1
        while offset <= max(reachLeft, reachRight) {
            let square = Double(offset * offset)
            if square >= nearest { break }
            if offset <= reachLeft {
                let other = place - offset
                let height = other < run.lowerBound ? 0 : heights[other]
                nearest = min(nearest, height * height + square)
            }
            if offset <= reachRight {
                let other = place + offset
                let height = other >= run.upperBound ? 0 : heights[other]
                nearest = min(nearest, height * height + square)
            }
            offset += 1
        }
        return nearest < .infinity ? nearest.squareRoot() - 0.5 : farthest
    }

    /// The envelope over a run and its neighbours; they are on the other side, so nothing beyond is nearer.
    private mutating func build(
        over run: Range<Int>, count columns: Int, _ heights: UnsafeBufferPointer<Double>
    ) {
        count = 0
        for place in max(run.lowerBound - 1, 0)..<min(run.upperBound + 1, columns) {
            let height = run.contains(place) ? heights[place] : 0
            if height < .infinity { add(place, height * height, run, heights) }
        }
    }

    private mutating func add(
        _ place: Int, _ squared: Double, _ run: Range<Int>, _ heights: UnsafeBufferPointer<Double>
    ) {
        var start = -Double.infinity
        let q = Double(place)
        while count > 0 {
            let apex = apexes[count - 1]
            let v = Double(apex)
            let height = run.contains(apex) ? heights[apex] : 0
            start = (squared + q * q - height * height - v * v) / (2 * (q - v))
            if start > starts[count - 1] { break }
            count -= 1
            start = -.infinity
        }
        apexes[count] = place
        starts[count] = start
        count += 1
    }
}
