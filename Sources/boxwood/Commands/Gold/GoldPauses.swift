import ArgumentParser

/// Gives somebody no more work.
struct GoldPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Give somebody no more work until the pause is lifted.")

    @OptionGroup var options: GoldOptions

    @Argument(help: "The person's identifier, email or name.")
    var person: String

    @Option(help: "Why, in a sentence the person is told.")
    var reason: String

    struct Wish: Encodable, Sendable {
        let reason: String
    }

    func run() async throws {
        let paused = try await options.with { [person, reason] id, client in
            let account = try await PersonReference(person).id(in: id, client)
            return try await client.call(
                "PUT", GoldCommand.path(id, "people", account, "pause"), .json(Wish(reason: reason)),
                as: GoldPersonAnswer.self)
        }
        if options.json { try Terminal.json(paused) } else { print("\(paused.name) is paused.") }
    }
}

/// Lifts a pause.
struct GoldLift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift", abstract: "Lift a pause; only later gold answers can lead to another.")

    @OptionGroup var options: GoldOptions

    @Argument(help: "The person's identifier, email or name.")
    var person: String

    func run() async throws {
        let lifted = try await options.with { [person] id, client in
            let account = try await PersonReference(person).id(in: id, client)
            return try await client.call(
                "DELETE", GoldCommand.path(id, "people", account, "pause"), as: GoldPersonAnswer.self)
        }
        if options.json { try Terminal.json(lifted) } else { print("\(lifted.name) may work again.") }
    }
}
