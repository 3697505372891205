/// A run as the server tells of it.
struct RunAnswer: Codable, Sendable {
    let number: Int
    let kind: String
    let source: Int?
    let settings: SettingsAnswer
    let fit: String?
    let images: Int
    let answers: Int
    let objects: Int
    let conflicts: Int
    let digest: String
    let author: String?
    let name: String?
    let keptFor: String?
    let createdAt: String

    /// The run in one line for a terminal.
    var line: String {
        let what = source.map { "back to \($0)" } ?? kind
        let notes = [name.map { "“\($0)”" }, keptFor.map { "kept for \($0)" }].compactMap(\.self)
        let head = "\(number)  \(createdAt)  \(what)  \(settings.text)"
        let counts = "\(FigureText.count(objects, "object")) on \(FigureText.count(images, "image"))"
        return ([head, counts, author ?? "automatic", String(digest.prefix(12))] + notes).joined(
            separator: "  ")
    }
}

/// The settings of a consensus as the server tells of them.
struct SettingsAnswer: Codable, Sendable {
    let method: String
    let iouThreshold: Double
    let quorum: Double
    let placeWeights: String

    /// The settings for a terminal; what decides nothing is left out.
    var text: String {
        guard method == "quorum" else { return "\(method) IoU \(iouThreshold)" }
        return "\(method) \(quorum) IoU \(iouThreshold)"
            + (placeWeights == "none" ? "" : " weights \(placeWeights)")
    }
}

/// The runs of a project as the server tells of them.
struct RunsAnswer: Codable, Sendable {
    /// What the project stands at.
    struct Pin: Codable, Sendable {
        struct Waiting: Codable, Sendable {
            let id: String
            let name: String
        }

        let run: Int
        let waiting: [Waiting]
    }

    let items: [RunAnswer]
    let next: Int?
    let settings: SettingsAnswer
    let current: Bool
    let pin: Pin?
}
