import ArgumentParser

/// Changes a gold item.
struct GoldChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change a gold item; scores and pauses of all who met it follow.")

    @OptionGroup var options: GoldOptions

    @Argument(help: "The item's identifier, or the name of its image.")
    var item: String

    @Option(help: "active, suspect (in quarantine) or voided.")
    var state: String?

    @Option(help: "Where people meet it: stream, exam or practice.")
    var `for`: String?

    @Option(help: "Why.")
    var reason: String?

    @Option(help: "How many people may meet it.")
    var maximumExposures: Int?

    struct Wish: Encodable, Sendable {
        let state: String?
        let purpose: String?
        let reason: String?
        let maximumExposures: Int?
    }

    func validate() throws {
        guard state != nil || `for` != nil || reason != nil || maximumExposures != nil else {
            throw ValidationError("Give --state, --for, --reason or --maximum-exposures.")
        }
    }

    func run() async throws {
        let wish = Wish(state: state, purpose: `for`, reason: reason, maximumExposures: maximumExposures)
        let changed = try await options.with { [item] id, client in
            let items = try await client.call(
                "GET", GoldCommand.path(id, "items"), as: GoldListAnswer<GoldItemAnswer>.self
            ).items
            guard let found = items.first(where: { $0.id == item || $0.imageName == item }) else {
                throw CommandFailure("There is no gold item \(item).")
            }
            return try await client.call(
                "PATCH", GoldCommand.path(id, "items", found.id), .json(wish), ifMatch: found.revision,
                as: GoldItemAnswer.self)
        }
        if options.json { try Terminal.json(changed) } else { print("\(changed.id)  \(changed.state)") }
    }
}
