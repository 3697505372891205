/// The standard normal distribution.
enum NormalDistribution {
    /// The point below which 97.5 % lie.
    static let quantile975 = 1.959963984540054
}
