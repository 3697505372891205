/// A figure with its interval as the server tells of it.
struct EstimateAnswer: Codable, Sendable {
    let value: Double?
    let low: Double?
    let high: Double?
    let n: Int
    let reason: String?

    /// The figure and its interval for a terminal.
    var text: String {
        guard let value, let low, let high else { return "–" }
        return "\(FigureText.decimal(value)) [\(FigureText.decimal(low)), \(FigureText.decimal(high))]"
    }
}
