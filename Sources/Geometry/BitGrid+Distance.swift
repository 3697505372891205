extension BitGrid {
    /// How far each cell's centre lies from the outline, in cells: positive inside, negative outside.
    ///
    /// The exact Euclidean distance to the nearest centre on the other side, less half a cell. Without any
    /// cell on the other side it is the sum of the grid's sides. O(cells).
    ///
    /// Source: Felzenszwalb and Huttenlocher 2012, Distance Transforms of Sampled Functions.
    public func signedDistances() -> [Double] {
        let toInside = squaredDistances(to: true)
        let toOutside = squaredDistances(to: false)
        let farthest = Double(columns + rows)
        return bits.indices.map { index in
            let squared = bits[index] ? toOutside[index] : toInside[index]
            let distance = squared.isFinite ? squared.squareRoot() - 0.5 : farthest
            return bits[index] ? distance : -distance
        }
    }

    /// The squared distance from every centre to the nearest on the given side; infinite without any.
    private func squaredDistances(to side: Bool) -> [Double] {
        var values = bits.map { $0 == side ? 0.0 : .infinity }
        for column in 0..<columns {
            let line = (0..<rows).map { values[$0 * columns + column] }
            for (row, value) in BitGrid.lowerEnvelope(line).enumerated() {
                values[row * columns + column] = value
            }
        }
        for row in 0..<rows {
            let range = row * columns..<(row + 1) * columns
            values.replaceSubrange(range, with: BitGrid.lowerEnvelope(Array(values[range])))
        }
        return values
    }

    /// For every place the least of `values[q]` plus the squared distance to q.
    private static func lowerEnvelope(_ values: [Double]) -> [Double] {
        var apexes: [Int] = []
        var starts: [Double] = []
        for place in values.indices where values[place].isFinite {
            var start = -Double.infinity
            while let apex = apexes.last, let begun = starts.last {
                let (q, v) = (Double(place), Double(apex))
                start = (values[place] + q * q - values[apex] - v * v) / (2 * (q - v))
                if start > begun { break }
                apexes.removeLast()
                starts.removeLast()
                start = -.infinity
            }
            apexes.append(place)
            starts.append(start)
        }
        guard !apexes.isEmpty else { return values }
        var current = 0
        return values.indices.map { place in
            while current + 1 < apexes.count, starts[current + 1] < Double(place) { current += 1 }
            let offset = Double(place - apexes[current])
            return values[apexes[current]] + offset * offset
        }
    }
}
