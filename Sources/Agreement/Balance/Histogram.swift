/// How many values lie between one edge and the next.
public struct Histogram: Hashable, Sendable {
    /// Where a bin ends and the next begins; the first is open below, the last above.
    public let edges: [Double]
    /// How many values each bin holds: one more than there are edges.
    public private(set) var counts: [Int]

    /// An empty histogram.
    public init(edges: [Double]) {
        self.edges = edges
        counts = [Int](repeating: 0, count: edges.count + 1)
    }

    /// Sides of a square of the same area, in pixels, by octaves.
    public static let sides = Histogram(edges: [8, 16, 32, 64, 128, 256, 512])
    /// Width divided by height; what lies between 1/√2 and √2 is about square.
    public static let aspects = Histogram(edges: [0.25, 0.5, 0.5.squareRoot(), 2.0.squareRoot(), 2, 4])

    /// Counts one more value; one on an edge belongs above it.
    public mutating func add(_ value: Double) {
        counts[edges.firstIndex { value < $0 } ?? edges.count] += 1
    }
}
