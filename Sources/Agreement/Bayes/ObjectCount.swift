/// How many objects an image has: a Gamma distribution, by moments.
public struct ObjectCount: Codable, Hashable, Sendable {
    /// The shape of the distribution.
    public let shape: Double
    /// Its rate; the mean is shape / rate.
    public let rate: Double

    /// A distribution with its two numbers.
    public init(shape: Double, rate: Double) {
        self.shape = shape
        self.rate = rate
    }

    /// The distribution of given numbers of objects, by image; their variance is taken to be at least 1.05 times
    /// their mean.
    init(totals: [Double]) {
        let count = Double(max(1, totals.count))
        let plain = totals.reduce(0, +) / count
        let squares = totals.reduce(0) { $0 + ($1 - plain) * ($1 - plain) }
        let mean = max(1e-3, plain)
        let rate = mean / (max(squares / count, mean * 1.05) - mean)
        self.init(shape: Rounding.parameter(mean * rate), rate: Rounding.parameter(rate))
    }

    /// The expected number of objects that nobody drew (Gamma–Poisson).
    ///
    /// - Parameters:
    ///   - unseen: the probability that nobody of those asked draws an object.
    ///   - total: the expected number of objects that somebody drew.
    func missed(unseen: Double, total: Double) -> Double {
        unseen * (shape + total) / (rate + 1 - unseen)
    }
}
