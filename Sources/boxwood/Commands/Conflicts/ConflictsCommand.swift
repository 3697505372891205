import ArgumentParser

/// Lists, shows, decides and gives out the conflicts of a project.
struct ConflictsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts", abstract: "See where annotators differ, and decide.",
        discussion: """
            The list is ordered by the errors that a minute of work is expected to take away. A decision counts \
            whatever is merged or answered later; it can be taken back, and both are kept.
            """,
        subcommands: [
            ConflictsList.self, ConflictsShow.self, ConflictsDecide.self, ConflictsUndo.self,
            ConflictsAssign.self,
        ])

    /// Where the conflicts of a project are.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)/conflicts"] + rest.map(APIClient.encoded)).joined(separator: "/")
    }
}

/// A project and one of its conflicts, as they are named on the command line.
struct ConflictOptions: ParsableArguments {
    @Argument(help: "The conflict's identifier, or next for the open one that comes first.")
    var conflict: String

    @Option(help: "The project's name or identifier.")
    var project: String

    /// The address of the conflict, or of something below it.
    func path(_ client: APIClient, _ rest: String...) async throws -> String {
        let id = try await ProjectReference(project).id(client)
        let wanted = conflict == "next" ? try await Self.first(of: id, client) : conflict
        return ([ConflictsCommand.path(id, wanted)] + rest.map(APIClient.encoded)).joined(separator: "/")
    }

    private static func first(of project: String, _ client: APIClient) async throws -> String {
        let page = try await client.call(
            "GET", ConflictsCommand.path(project) + "?limit=1", as: ConflictPageAnswer.self)
        guard let first = page.items.first else { throw CommandFailure("The project has no open conflict.") }
        return first.id
    }
}
