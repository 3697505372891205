import ArgumentParser

/// Takes a decision back.
struct ConflictsUndo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take the decision about a conflict back; both entries are kept.")

    @OptionGroup var folder: DataOptions
    @OptionGroup var which: ConflictOptions

    struct Answer: Decodable, Sendable {
        let withdrawn: String
    }

    func run() async throws {
        let withdrawn = try await ServerConnection.with(folder) { [which] client in
            let path = try await which.path(client)
            let conflict = try await client.call("GET", path, as: ConflictAnswer.self)
            guard let decision = conflict.decision else {
                throw CommandFailure("The conflict \(conflict.id) is not decided.")
            }
            return try await client.call(
                "DELETE", path + "/decision/" + APIClient.encoded(decision.id), as: Answer.self
            ).withdrawn
        }
        print(withdrawn)
    }
}
