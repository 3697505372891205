import ArgumentParser

/// Puts an earlier run back in force.
struct ConsensusRollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Put a run back in force: its settings, and every image as it was.",
        discussion: """
            Answers are never touched. The project stands at the run until boxwood consensus go-on; answers that come \
            meanwhile wait.
            """)

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Argument(help: "The number of the run.")
    var number: Int

    @Flag(help: "Print the new run as JSON.")
    var json = false

    func run() async throws {
        let made = try await ServerConnection.with(folder) { [project, number] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call(
                "POST", ConsensusCommand.path(id, String(number), "rollback"), as: RunAnswer.self)
        }
        if json { try Terminal.json(made) } else { print(made.line) }
    }
}
