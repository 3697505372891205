/// The standard normal distribution.
enum NormalDistribution {
    /// The point below which 97.5 % lie.
    static let quantile975 = 1.959963984540054
    /// The point below which 75 % lie: the median of the absolute value.
    static let quantile75 = 0.6744897501960817
}
