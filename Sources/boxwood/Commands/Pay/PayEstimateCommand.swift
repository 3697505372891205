import ArgumentParser

/// Estimates a bill.
struct PayEstimateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: "Say what work would cost, with fees.",
        discussion: "Without --images it is the work that the project still wants.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "How many images.")
    var images: Int?

    @Option(help: "People an image.")
    var replication: Int?

    @Option(help: "Judgements in a second pass.")
    var secondPasses: Int?

    struct Wish: Encodable, Sendable {
        let images: Int?
        let replication: Int?
        let secondPasses: Int?
    }

    struct Bill: Codable, Sendable {
        let answers: Int
        let pay: Int
        let fees: Int
        let total: Int
    }

    struct Answer: Codable, Sendable {
        let images: Int
        let least: Bill
        let most: Bill
        let fitsBudget: Bool
    }

    func run() async throws {
        let wish = Wish(images: images, replication: replication, secondPasses: secondPasses)
        try Terminal.json(
            try await ServerConnection.with(folder) { [project] client in
                let id = try await ProjectReference(project).id(client)
                return try await client.call(
                    "POST", PayCommand.path(id, "estimate"), .json(wish), as: Answer.self)
            })
    }
}
