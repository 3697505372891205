import Agreement

/// Measured figures as text, the same in every place and language.
enum FigureText {
    /// A figure with three decimals; a dash where it is not defined.
    static func decimal(_ value: Double?) -> String {
        guard let value, value.isFinite, abs(value) < 1e12 else { return "–" }
        let thousandths = Int((abs(value) * 1000).rounded())
        let rest = String(thousandths % 1000)
        let sign = value < 0 && thousandths > 0 ? "-" : ""
        return "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// The interval of a figure in brackets; nothing where it has none.
    static func interval(_ estimate: Estimate) -> String {
        guard let low = estimate.low, let high = estimate.high else { return "" }
        return "[\(decimal(low)), \(decimal(high))]"
    }

    /// A count with its noun, for example `1 image` or `12 images`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
