import ArgumentParser

/// Names a run.
struct ConsensusName: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "name", abstract: "Give a run a name, so that it is never forgotten.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Argument(help: "The number of the run.")
    var number: Int

    @Argument(help: "Its name; empty to take it back.")
    var name: String

    struct Wish: Encodable, Sendable {
        let name: String
    }

    func run() async throws {
        let wish = Wish(name: name)
        let named = try await ServerConnection.with(folder) { [project, number] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call(
                "PATCH", ConsensusCommand.path(id, String(number)), .json(wish), as: RunAnswer.self)
        }
        print(named.line)
    }
}
