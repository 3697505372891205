import Foundation

/// The time that the steps of a command take.
struct Stopwatch {
    private var last = ContinuousClock.now
    private var laps: [(name: String, seconds: Double)] = []

    /// Ends a step that began with the one before, or with the watch.
    mutating func lap(_ name: String) {
        let now = ContinuousClock.now
        laps.append((name, (now - last) / .seconds(1)))
        last = now
    }

    /// The steps and their seconds as one line of JSON.
    var json: String {
        let entries = laps.map { "\"\($0.name)\": \(String(format: "%.6f", $0.seconds))" }
        return "{" + entries.joined(separator: ", ") + "}"
    }
}
