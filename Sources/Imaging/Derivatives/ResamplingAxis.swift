/// How the pixels along one side of a new picture are made of those along the same side of the old one.
///
/// Shrinking takes the mean of what each new pixel covers, which is sharp and free of aliasing for the factors below two
/// that are left once the nearest level of a pyramid is chosen. Enlarging interpolates linearly between centres.
struct ResamplingAxis {
    /// For each new pixel: the first old pixel it is made of, how many, and where their weights stand.
    struct Span {
        let first: Int
        let count: Int
        let weights: Int
    }

    let spans: [Span]

    /// The weights of all spans, one after the other; those of a span sum to 1.
    let weights: [Float]

    /// The old pixels that are needed.
    let needed: Range<Int>

    /// Whether every new pixel is one old pixel.
    let isIdentity: Bool

    /// Cuts a window into equal parts.
    ///
    /// - Parameters:
    ///   - window: in old pixels; may begin and end inside them.
    ///   - count: how many new pixels.
    ///   - limit: how many old pixels there are.
    init(_ window: Range<Double>, count: Int, limit: Int) {
        let step = (window.upperBound - window.lowerBound) / Double(count)
        let first = max(0, min(limit - 1, Int((window.lowerBound + 1e-6).rounded(.down))))
        let last = max(first, min(limit - 1, Int((window.upperBound - 1e-6).rounded(.up)) - 1))
        var spans: [Span] = []
        var weights: [Float] = []
        spans.reserveCapacity(count)
        for index in 0..<count {
            let start = window.lowerBound + step * Double(index)
            let parts =
                step < 1 - 1e-9
                ? ResamplingAxis.between(start + step / 2, first...last)
                : ResamplingAxis.covered(start..<start + step, first...last)
            spans.append(Span(first: parts.first, count: parts.weights.count, weights: weights.count))
            weights += parts.weights
        }
        self.spans = spans
        self.weights = weights
        needed = first..<last + 1
        isIdentity = weights.count == count && last - first + 1 == count
    }

    /// The two old pixels whose centres lie on either side of a point.
    private static func between(
        _ point: Double, _ pixels: ClosedRange<Int>
    ) -> (first: Int, weights: [Float]) {
        let left = Int((point - 0.5).rounded(.down))
        let share = Float(point - 0.5 - Double(left))
        guard left >= pixels.lowerBound else { return (pixels.lowerBound, [1]) }
        guard left < pixels.upperBound, share > 1e-6 else { return (min(left, pixels.upperBound), [1]) }
        return (left, [1 - share, share])
    }

    /// The old pixels that a stretch covers, by the share of each.
    private static func covered(
        _ stretch: Range<Double>, _ pixels: ClosedRange<Int>
    ) -> (first: Int, weights: [Float]) {
        let first = max(
            pixels.lowerBound, min(pixels.upperBound, Int((stretch.lowerBound + 1e-6).rounded(.down))))
        let last = max(first, min(pixels.upperBound, Int((stretch.upperBound - 1e-6).rounded(.up)) - 1))
        let weights = (first...last).map { pixel in
            Float(max(0, min(stretch.upperBound, Double(pixel + 1)) - max(stretch.lowerBound, Double(pixel))))
        }
        let total = weights.reduce(0, +)
        return (first, total > 0 ? weights.map { $0 / total } : weights.map { _ in 1 / Float(weights.count) })
    }
}
