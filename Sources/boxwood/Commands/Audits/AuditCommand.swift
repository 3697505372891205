import ArgumentParser

/// Draws, lists, shows and judges audits of a project's consensus.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Judge a random sample of the consensus and state its accuracy.",
        discussion: """
            Without an error, 59 judged items show at most 5 % errors, 149 at most 2 %, 299 at most 1 %, with a \
            confidence of 95 %.
            """,
        subcommands: [AuditDrawCommand.self, AuditListCommand.self, AuditShow.self, AuditJudge.self])

    /// Where the audits of a project are.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)/audits"] + rest.map(APIClient.encoded)).joined(separator: "/")
    }
}

/// A project and one of its audits, as they are named on the command line.
struct AuditOptions: ParsableArguments {
    @Argument(help: "The audit's identifier, or latest.")
    var audit: String

    @Option(help: "The project's name or identifier.")
    var project: String
}

/// An audit that was named on the command line.
struct AuditReference: Sendable {
    let project: String
    let audit: String

    /// Looks the audit up; `latest` is the one that was drawn last.
    static func find(_ options: AuditOptions, _ client: APIClient) async throws -> AuditReference {
        let project = try await ProjectReference(options.project).id(client)
        guard options.audit == "latest" else {
            return AuditReference(project: project, audit: options.audit)
        }
        let audits = try await client.call(
            "GET", AuditCommand.path(project), as: AuditListCommand.Answer.self)
        guard let last = audits.items.first else { throw CommandFailure("The project has no audit yet.") }
        return AuditReference(project: project, audit: last.id)
    }

    /// The audit's address, or that of something below it.
    func path(_ rest: String...) -> String {
        ([AuditCommand.path(project, audit)] + rest).joined(separator: "/")
    }
}
