import ArgumentParser

/// Lists the audits of a project.
struct AuditListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List a project's audits, newest first.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print one JSON object a line.")
    var json = false

    struct Answer: Decodable, Sendable {
        let items: [AuditAnswer]
    }

    func run() async throws {
        let audits = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("GET", AuditCommand.path(id), as: Answer.self).items
        }
        for audit in audits {
            if json {
                try Terminal.json(audit)
            } else {
                print(
                    "\(audit.id)  \(audit.createdAt)  \(audit.figures.judged)/\(audit.size) \(audit.unit)s  "
                        + audit.figures.accuracy.text)
            }
        }
    }
}
