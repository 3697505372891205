import ArgumentParser

/// Compares two runs, or a run and the present.
struct ConsensusCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Show what was added, removed, moved and relabelled from one run to another.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Argument(help: "The number of the run before.")
    var before: Int

    @Argument(help: "The number of the run after; left out for the consensus as it is now.")
    var after: Int?

    @Flag(help: "Print the comparison as JSON.")
    var json = false

    func run() async throws {
        let wish = ComparisonWish(before: before, after: after)
        let found = try await ServerConnection.with(folder) { [project] client in
            try await wish.answer(client, project: try await ProjectReference(project).id(client))
        }
        if json { try Terminal.json(found) } else { print(found.text) }
    }
}
