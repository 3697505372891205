import ArgumentParser

/// Lists the versions of a project's guidelines.
struct GuidelinesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the versions, newest first, with the agreement under each.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print one JSON object a line.")
    var json = false

    struct Answer: Decodable, Sendable {
        let items: [Entry]
    }

    struct Entry: Codable, Sendable {
        let version: Int
        let note: String
        let requiresQualification: Bool
        let createdAt: String
        let author: String?
        let answers: Int?
        let agreement: EstimateAnswer?
    }

    func run() async throws {
        let entries = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("GET", GuidelinesCommand.path(id), as: Answer.self).items
        }
        if json { return try entries.forEach(Terminal.json) }
        var table = TextTable(["version", "published", "answers", "agreement", "note"], left: [1, 3, 4])
        for entry in entries {
            table.add([
                String(entry.version), entry.createdAt, String(entry.answers ?? 0),
                entry.agreement?.text ?? "",
                entry.note + (entry.requiresQualification ? " (qualify again)" : ""),
            ])
        }
        print(table.text)
    }
}
