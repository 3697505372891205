import ArgumentParser

/// Shows one conflict.
struct ConflictsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a conflict with what everybody drew there, under letters.")

    @OptionGroup var folder: DataOptions
    @OptionGroup var which: ConflictOptions

    @Flag(help: "Tell who is behind the letters.")
    var names = false

    @Flag(help: "Print the conflict as JSON.")
    var json = false

    /// What is read of a project to name its classes.
    struct Project: Decodable, Sendable {
        struct Label: Decodable, Sendable {
            let id: String
            let name: String
        }

        let labels: [Label]
    }

    func run() async throws {
        let (conflict, labels) = try await ServerConnection.with(folder) { [which, names] client in
            let path = try await which.path(client)
            let conflict = try await client.call(
                "GET", path + (names ? "?names=1" : ""), as: ConflictAnswer.self)
            let id = try await ProjectReference(which.project).id(client)
            let project = try await client.call("GET", "/api/v1/projects/\(id)", as: Project.self)
            return (conflict, project.labels.map { ($0.id, $0.name) })
        }
        if json { return try Terminal.json(conflict) }
        let named = Dictionary(labels) { first, _ in first }
        print(conflict.lines(named).joined(separator: "\n"))
    }
}
