import ArgumentParser
import Labeling

/// Gives a bonus.
struct PayBonus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bonus", abstract: "Give somebody of the project a bonus.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "The account's identifier.")
    var account: String

    @Option(help: "How much, in minor units.")
    var amount: Int

    @Option(help: "What the person is told.")
    var reason = ""

    struct Wish: Encodable, Sendable {
        let id: String
        let accountId: String
        let amount: Int
        let reason: String
    }

    func run() async throws {
        let wish = Wish(
            id: IdentifierSource.system.uuid(PayWork.self).rawValue, accountId: account, amount: amount,
            reason: reason)
        let work = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call(
                "POST", PayCommand.path(id, "bonuses"), .json(wish), as: PayWorkAnswer.self)
        }
        print(work.id)
    }
}
