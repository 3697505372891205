/// A comparison as the server tells of it.
struct ComparisonAnswer: Codable, Sendable {
    /// How many objects changed in each way.
    struct Tally: Codable, Sendable {
        let before: Int
        let after: Int
        let added: Int
        let removed: Int
        let moved: Int
        let relabelled: Int
        let confidence: Int

        var cells: [String] {
            [before, after, added, removed, moved, relabelled, confidence].map(String.init)
        }
    }

    struct Label: Codable, Sendable {
        let labelId: String
        let label: String
        let tally: Tally
    }

    struct Image: Codable, Sendable {
        let imageId: String
        let name: String?
        let amount: Double
        let tally: Tally
    }

    let id: String
    let before: Int?
    let after: Int?
    let preview: SettingsAnswer?
    let compared: Int
    let changed: Int
    let total: Tally
    let labels: [Label]
    let images: [Image]
    let next: Int?

    private static let columns = ["Before", "After", "Added", "Removed", "Moved", "Relabelled", "Confidence"]

    /// The comparison for a terminal: the sums by class, then the most changed images.
    var text: String {
        let states = [
            before.map { "run \($0)" } ?? "now", after.map { "run \($0)" } ?? preview?.text ?? "now",
        ]
        var table = TextTable(["Class"] + Self.columns, left: [0])
        for row in labels { table.add([row.label] + row.tally.cells) }
        table.add(["all"] + total.cells)
        let head =
            "From \(states[0]) to \(states[1]): \(changed) of \(FigureText.count(compared, "image")) changed."
        guard !images.isEmpty else { return head + "\n\n" + table.text }
        var list = TextTable(["Image", "Change"] + Self.columns, left: [0])
        for image in images {
            list.add([image.name ?? image.imageId, FigureText.decimal(image.amount)] + image.tally.cells)
        }
        return [head, table.text, list.text].joined(separator: "\n\n")
    }
}

/// What the server says while it compares.
struct ComparisonEvent: Decodable, Sendable {
    struct Progress: Decodable, Sendable {
        let phase: String
        let done: Int
        let total: Int?
    }

    struct Problem: Decodable, Sendable { let detail: String }

    let progress: Progress?
    let comparison: ComparisonAnswer?
    let problem: Problem?
}

/// What to compare.
struct ComparisonWish: Encodable, Sendable {
    var before: Int?
    var after: Int?
    var preview: TriedSettings.Wish?

    /// Lets a server compare, and shows how far it is.
    func answer(_ client: APIClient, project: String) async throws -> ComparisonAnswer {
        var found: ComparisonAnswer?
        let path = "/api/v1/projects/\(project)/consensus-comparisons"
        try await client.events("POST", path, .json(self), of: ComparisonEvent.self) { event in
            if let progress = event.progress {
                Terminal.progress(
                    "\(progress.phase) \(progress.done)" + (progress.total.map { "/\($0)" } ?? "") + " images"
                )
            }
            if let problem = event.problem {
                Terminal.endProgress()
                throw CommandFailure(problem.detail)
            }
            found = event.comparison ?? found
        }
        Terminal.endProgress()
        guard let found else { throw CommandFailure("The server ended before all was compared.") }
        return found
    }
}
