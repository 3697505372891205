import ArgumentParser

/// Puts settings in force.
struct ConsensusApply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Put settings in force, make the consensus with them and keep it as a run.")

    @OptionGroup var folder: DataOptions
    @OptionGroup var settings: TriedSettings

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print the run as JSON.")
    var json = false

    func run() async throws {
        let wish = settings.wish
        let run = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("POST", ConsensusCommand.path(id), .json(wish), as: RunAnswer.self)
        }
        if json { try Terminal.json(run) } else { print(run.line) }
    }
}
