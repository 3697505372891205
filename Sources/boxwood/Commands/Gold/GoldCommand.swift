import ArgumentParser

/// Makes images gold, sets how gold is used, and shows how people do on it.
struct GoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gold", abstract: "Learn who draws well from images whose answer is known.",
        discussion: """
            Gold images come among a person's tasks and cannot be told from them. People whose score on them is too \
            low are given no more work until somebody lifts the pause.
            """,
        subcommands: [
            GoldList.self, GoldTake.self, GoldChange.self, GoldSet.self, GoldPeople.self,
            GoldPauseCommand.self,
            GoldLift.self, GoldDisputes.self, GoldRule.self, GoldSuggest.self,
        ])

    /// Where the gold of a project is.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)/gold"] + rest.map(APIClient.encoded)).joined(separator: "/")
    }
}

/// A project, as it is named on the command line, and how to print.
struct GoldOptions: ParsableArguments {
    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print JSON.")
    var json = false

    /// Runs a body with the project's identifier.
    func with<Value: Sendable>(
        _ body: @escaping @Sendable (String, APIClient) async throws -> Value
    ) async throws -> Value {
        try await ServerConnection.with(folder) { [project] client in
            try await body(try await ProjectReference(project).id(client), client)
        }
    }
}
