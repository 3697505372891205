/// To how many digits results are given, so that the last digits of a mathematical library cannot show.
enum Rounding {
    /// A probability, an expected number or log odds, to 1e-6.
    static func probability(_ value: Double) -> Double { rounded(value, 1e6) }

    /// A learned number that is computed with further, to 1e-9.
    static func parameter(_ value: Double) -> Double { rounded(value, 1e9) }

    /// A coordinate to a multiple of a step in pixels; a step of 0 leaves it as it is.
    ///
    /// - Parameter steps: how many steps a pixel has.
    static func coordinate(_ value: Double, steps: Double) -> Double { rounded(value, steps) }

    private static func rounded(_ value: Double, _ scale: Double) -> Double {
        let scaled = (value * scale).rounded()
        // Beyond this every number is whole already.
        guard scale > 0, abs(scaled) < 9e15 else { return value }
        return scaled / scale
    }
}
