import ArgumentParser

/// Prints a version of a project's guidelines.
struct GuidelinesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a version: its text in Markdown, then its examples.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "The number of the version; the newest when left out.")
    var version: Int?

    @Flag(help: "Print the version as JSON.")
    var json = false

    func run() async throws {
        let shown = try await ServerConnection.with(folder) { [project, version] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call(
                "GET", GuidelinesCommand.path(id, "versions", version.map(String.init) ?? "newest"),
                as: GuidelinesCommand.Version.self)
        }
        if json { return try Terminal.json(shown) }
        print(shown.instructions)
        for example in shown.examples {
            print("\(example.verdict)  \(example.id)  \(example.reason)")
        }
    }
}
