/// The value in the middle; between two, their mean.
enum Median {
    /// The median of each lane of at least one vector.
    ///
    /// O(n²) for few, O(n log n) for many.
    static func of(_ values: [SIMD4<Double>]) -> SIMD4<Double> {
        guard values.count > 1 else { return values.first ?? .zero }
        guard values.count <= 32 else {
            return SIMD4(
                of(values.map(\.x)), of(values.map(\.y)), of(values.map(\.z)), of(values.map(\.w)))
        }
        var sorted = values
        for end in stride(from: sorted.count - 1, to: 0, by: -1) {
            for place in 0..<end {
                let (low, high) = (sorted[place], sorted[place + 1])
                sorted[place] = pointwiseMin(low, high)
                sorted[place + 1] = pointwiseMax(low, high)
            }
        }
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2
    }

    /// The median of numbers; 0 if there are none.
    static func of(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2
    }
}
