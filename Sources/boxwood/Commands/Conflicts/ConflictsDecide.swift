import ArgumentParser
import Labeling

/// Decides a conflict.
struct ConflictsDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decide a conflict: take an answer, the merge, or nothing.",
        discussion: "Give one of --answer, --merged and --none. What has to be drawn is drawn in the browser."
    )

    @OptionGroup var folder: DataOptions
    @OptionGroup var which: ConflictOptions

    @Option(help: "Take the answer under this letter.")
    var answer: String?

    @Flag(help: "Take what the merge made of it.")
    var merged = false

    @Flag(help: "There is no object.")
    var none = false

    @Option(help: "Why, in at most 500 characters.")
    var reason: String?

    @Flag(help: "Print the conflict as JSON.")
    var json = false

    struct Wish: Encodable, Sendable {
        let id: String
        let choice: String
        let letter: String?
        let reason: String?
    }

    func validate() throws {
        guard [answer != nil, merged, none].filter(\.self).count == 1 else {
            throw ValidationError("Give one of --answer, --merged and --none.")
        }
    }

    func run() async throws {
        let wish = Wish(
            id: IdentifierSource.system.uuid(Adjudication.self).rawValue,
            choice: answer != nil ? "answer" : merged ? "merged" : "none", letter: answer, reason: reason)
        let conflict = try await ServerConnection.with(folder) { [which] client in
            let path = try await which.path(client, "decision")
            return try await client.call("POST", path, .json(wish), as: ConflictAnswer.self)
        }
        if json { return try Terminal.json(conflict) }
        print(conflict.decision?.id ?? "")
    }
}
