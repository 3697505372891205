/// The second half of a distance transform: from distances within the columns to distances, row by row.
struct RowSearch {
    /// The distance within a column without any cell on the other side; what is counted on from it is no smaller.
    static let none: Int32 = 1 << 29

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

    /// Measures some cells of one row.
    ///
    /// - Parameters:
    ///   - bits: the sides of the row's cells.
    ///   - heights: their distances within the columns.
    ///   - runs: the cells to be measured, at least one of them.
    ///   - start: the index that the row's first cell has in `runs`.
    ///   - place: where in `values` the first result goes.
    /// - Returns: where the next row's first result goes.
    mutating func measure(
        _ bits: UnsafeBufferPointer<Bool>, heights: UnsafeBufferPointer<Int32>, runs: ArraySlice<Range<Int>>,
        from start: Int, farthest: Double, into values: UnsafeMutableBufferPointer<Double>, at place: Int
    ) -> Int {
        var place = place
        var next = runs.startIndex
        var cell = runs[next].lowerBound - start
        while true {
            // The cells on the same side around the next one that is wanted.
            let isInside = bits[cell]
            var (first, end) = (cell, cell + 1)
            while first > 0, bits[first - 1] == isInside { first -= 1 }
            while end < bits.count, bits[end] == isInside { end += 1 }
            let side = first..<end
            let sign = isInside ? 1.0 : -1
            let from = (next, cell)
            // How many steps to either side it would take to search for the nearest of each wanted cell.
            var steps = 0
            while next < runs.endIndex, cell < end {
                let stop = min(end, runs[next].upperBound - start)
                for wanted in cell..<stop { steps += min(Int(heights[wanted]), wanted - first + 1) }
                RowSearch.advance(&next, &cell, past: stop, runs, start)
            }
            let isNear = steps <= 4 * side.count
            if !isNear { build(over: side, count: bits.count, heights) }
            var current = 0
            (next, cell) = from
            while next < runs.endIndex, cell < end {
                let stop = min(end, runs[next].upperBound - start)
                for wanted in cell..<stop {
                    let square =
                        isNear
                        ? search(from: wanted, side, heights) : envelope(wanted, side, heights, &current)
                    values[place] = sign * (square.map { Double($0).squareRoot() - 0.5 } ?? farthest)
                    place += 1
                }
                RowSearch.advance(&next, &cell, past: stop, runs, start)
            }
            if next == runs.endIndex { return place }
        }
    }

    /// Goes on to the next cell that is wanted after those before `stop`.
    private static func advance(
        _ next: inout Int, _ cell: inout Int, past stop: Int, _ runs: ArraySlice<Range<Int>>, _ start: Int
    ) {
        cell = stop
        guard stop == runs[next].upperBound - start else { return }
        next += 1
        if next < runs.endIndex { cell = runs[next].lowerBound - start }
    }

    /// The squared distance of one cell, by looking ever farther to both sides until nothing can be nearer; nil without
    /// any cell on the other side.
    private func search(
        from place: Int, _ side: Range<Int>, _ heights: UnsafeBufferPointer<Int32>
    ) -> Int? {
        var nearest = Int(heights[place])
        nearest *= nearest
        let reachLeft = min(place - side.lowerBound + 1, place)
        let reachRight = min(side.upperBound - place, heights.count - 1 - place)
        var offset = 1
        while offset <= max(reachLeft, reachRight) {
            let square = offset * offset
            if square >= nearest { break }
            if offset <= reachLeft {
                let height = place - offset < side.lowerBound ? 0 : Int(heights[place - offset])
                nearest = min(nearest, height * height + square)
            }
            if offset <= reachRight {
                let height = place + offset >= side.upperBound ? 0 : Int(heights[place + offset])
                nearest = min(nearest, height * height + square)
            }
            offset += 1
        }
        return nearest < Int(RowSearch.none) * Int(RowSearch.none) ? nearest : nil
    }

    /// The squared distance of one cell by the envelope; cells must be asked for from left to right.
    private func envelope(
        _ place: Int, _ side: Range<Int>, _ heights: UnsafeBufferPointer<Int32>, _ current: inout Int
    ) -> Int? {
        guard count > 0 else { return nil }
        while current + 1 < count, starts[current + 1] < Double(place) { current += 1 }
        let apex = apexes[current]
        let height = side.contains(apex) ? Int(heights[apex]) : 0
        return height * height + (place - apex) * (place - apex)
    }

    /// The envelope over cells on the same side and their neighbours; those are on the other side, so nothing beyond is
    /// nearer.
    private mutating func build(
        over side: Range<Int>, count columns: Int, _ heights: UnsafeBufferPointer<Int32>
    ) {
        count = 0
        for place in max(side.lowerBound - 1, 0)..<min(side.upperBound + 1, columns) {
            let height = side.contains(place) ? heights[place] : 0
            if height < RowSearch.none { add(place, Double(height) * Double(height), side, heights) }
        }
    }

    private mutating func add(
        _ place: Int, _ squared: Double, _ side: Range<Int>, _ heights: UnsafeBufferPointer<Int32>
    ) {
        var start = -Double.infinity
        let q = Double(place)
        while count > 0 {
            let apex = apexes[count - 1]
            let v = Double(apex)
            let height = side.contains(apex) ? Double(heights[apex]) : 0
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
