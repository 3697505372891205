/// The value in the middle; between two, their mean.
enum Median {
    /// Up to this many values every pair of neighbours is compared again and again; beyond, each lane is sorted.
    private static let few = 32

    /// The median of each lane of at least one vector.
    ///
    /// O(n²) for few, O(n log n) for many.
    static func of(_ values: [SIMD4<Double>]) -> SIMD4<Double> {
        values.withUnsafeBufferPointer { of($0) }
    }

    /// The same of values in a buffer; takes no memory from the heap for few.
    static func of(_ values: UnsafeBufferPointer<SIMD4<Double>>) -> SIMD4<Double> {
        switch values.count {
        case 0: return .zero
        case 1: return values[0]
        case 2:
            let (low, high) = ordered(values[0], values[1])
            return low + (high - low) / 2
        case 3:
            let (first, second) = ordered(values[0], values[1])
            return ordered(first, ordered(second, values[2]).low).high
        case ...few:
            return withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: values.count) { scratch in
                _ = scratch.initialize(from: values)
                return partlySorted(scratch)
            }
        default:
            return SIMD4(
                of(values.map(\.x)), of(values.map(\.y)), of(values.map(\.z)), of(values.map(\.w)))
        }
    }

    /// The median of numbers; 0 if there are none.
    static func of(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2
    }

    /// The median, once the upper half has been sorted by sinking each lane's largest values to the end.
    private static func partlySorted(_ values: UnsafeMutableBufferPointer<SIMD4<Double>>) -> SIMD4<Double> {
        let half = values.count / 2
        let isOdd = values.count % 2 == 1
        var end = values.count - 1
        while end >= (isOdd ? half : half - 1), end > 0 {
            var largest = values[0]
            for place in 0..<end {
                let (low, high) = ordered(largest, values[place + 1])
                values[place] = low
                largest = high
            }
            values[end] = largest
            end -= 1
        }
        return isOdd ? values[half] : values[half - 1] + (values[half] - values[half - 1]) / 2
    }

    /// The smaller and the larger number of each lane.
    private static func ordered(
        _ left: SIMD4<Double>, _ right: SIMD4<Double>
    ) -> (low: SIMD4<Double>, high: SIMD4<Double>) {
        (SIMD4.smaller(left, right), SIMD4.larger(left, right))
    }
}
