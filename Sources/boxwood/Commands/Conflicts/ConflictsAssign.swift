import ArgumentParser

/// Gives conflicts to somebody.
struct ConflictsAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give the first open conflicts to somebody, or to nobody.",
        discussion: "Without identifiers it takes the first --count open ones that nobody has.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "The account's identifier; leave it out for nobody.")
    var to: String?

    @Option(help: "How many, where no identifiers are given.")
    var count = 100

    @Argument(help: "The conflicts' identifiers.")
    var conflicts: [String] = []

    struct Wish: Encodable, Sendable {
        let conflicts: [String]
        let assignee: String?
    }

    struct Answer: Decodable, Sendable {
        let assigned: Int
    }

    func run() async throws {
        let assigned = try await ServerConnection.with(folder) { [project, to, count, conflicts] client in
            let id = try await ProjectReference(project).id(client)
            var wanted = conflicts
            if wanted.isEmpty {
                let path = ConflictsCommand.path(id) + "?assignee=none&limit=\(count)"
                wanted = try await client.call("GET", path, as: ConflictPageAnswer.self).items.map(\.id)
            }
            return try await client.call(
                "PUT", ConflictsCommand.path(id, "assignments"), .json(Wish(conflicts: wanted, assignee: to)),
                as: Answer.self
            ).assigned
        }
        print("\(assigned)")
    }
}
