import ArgumentParser

/// Settles images that wait for a reviewer.
struct WorkSettle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Close images as they are, or put them back into the queue (close or requeue).")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Argument(help: "What to do: close or requeue.")
    var outcome: String

    @Argument(help: "File names or identifiers of images.")
    var images: [String]

    struct Wish: Encodable, Sendable {
        let outcome: String
    }

    func run() async throws {
        try await ServerConnection.with(folder) { [project, outcome, images] client in
            let id = try await ProjectReference(project).id(client)
            for name in images {
                let image = try await ImageReference(name).id(in: id, client)
                try await client.perform(
                    "POST", WorkCommand.path(id, "escalations", image), .json(Wish(outcome: outcome)))
            }
        }
        print("\(images.count)")
    }
}
