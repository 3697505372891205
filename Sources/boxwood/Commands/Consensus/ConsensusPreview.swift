import ArgumentParser

/// Shows what other settings would change.
struct ConsensusPreview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show what other settings would change on the whole project; nothing is stored.")

    @OptionGroup var folder: DataOptions
    @OptionGroup var settings: TriedSettings

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print the comparison as JSON.")
    var json = false

    func run() async throws {
        let wish = ComparisonWish(preview: settings.wish)
        let found = try await ServerConnection.with(folder) { [project] client in
            try await wish.answer(client, project: try await ProjectReference(project).id(client))
        }
        if json { try Terminal.json(found) } else { print(found.text) }
    }
}
