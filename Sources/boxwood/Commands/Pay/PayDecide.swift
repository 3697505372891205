import ArgumentParser

/// Approves work.
struct PayApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve work; that stays.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "What the people are told.")
    var feedback = ""

    @Flag(help: "Approve all work that nobody has judged.")
    var all = false

    @Argument(help: "Identifiers of work.")
    var works: [String] = []

    func validate() throws {
        guard all != !works.isEmpty else { throw ValidationError("Name the work, or give --all.") }
    }

    func run() async throws {
        let changed = try await ServerConnection.with(folder) { [project, feedback, all, works] client in
            let id = try await ProjectReference(project).id(client)
            let wanted = all ? try await PayList.all("pending", in: id, client).map(\.id) : works
            return try await PayDecisionWish("approve", wanted, feedback).send(to: id, client)
        }
        print("\(changed)")
    }
}

/// Rejects work.
struct PayReject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Reject work, with a reason that the person reads.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "Why.")
    var reason: String

    @Argument(help: "Identifiers of work.")
    var works: [String]

    func run() async throws {
        let changed = try await ServerConnection.with(folder) { [project, reason, works] client in
            let id = try await ProjectReference(project).id(client)
            return try await PayDecisionWish("reject", works, reason).send(to: id, client)
        }
        print("\(changed)")
    }
}

/// A decision about work.
private struct PayDecisionWish: Encodable, Sendable {
    let decision: String
    let works: [String]
    let feedback: String

    struct Answer: Decodable, Sendable {
        let changed: Int
    }

    init(_ decision: String, _ works: [String], _ feedback: String) {
        self.decision = decision
        self.works = works
        self.feedback = feedback
    }

    func send(to project: String, _ client: APIClient) async throws -> Int {
        try await client.call("POST", PayCommand.path(project, "decisions"), .json(self), as: Answer.self)
            .changed
    }
}
