import ArgumentParser
import Foundation
import Labeling
import NIOCore

/// Writes what is due as a file for a payment system.
struct PayCSV: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract: "Write what is due to whom, or what a payout paid, as comma-separated values.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "A payout's identifier; without one it is what is due.")
    var payout: String?

    func run() async throws {
        try await ServerConnection.with(folder) { [project, payout] client in
            let id = try await ProjectReference(project).id(client)
            let query = payout.map { "?payout=\(APIClient.encoded($0))" } ?? ""
            try await client.stream("/api/v1/projects/\(id)/pay.csv\(query)") { chunk in
                FileHandle.standardOutput.write(Data(chunk.readableBytesView))
            }
        }
    }
}

/// Says that everything due was paid.
struct PayPayout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payout", abstract: "Say that everything due was paid; prints the payout as JSON.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    struct Wish: Encodable, Sendable {
        let id: String
    }

    struct Line: Codable, Sendable {
        let accountId: String
        let name: String
        let pieces: Int
        let amount: Int
        let bonus: Int
        let currency: String
    }

    struct Answer: Codable, Sendable {
        let id: String
        let people: [Line]
        let total: Int
    }

    func run() async throws {
        let wish = Wish(id: IdentifierSource.system.uuid(Payout.self).rawValue)
        try Terminal.json(
            try await ServerConnection.with(folder) { [project] client in
                let id = try await ProjectReference(project).id(client)
                return try await client.call(
                    "POST", PayCommand.path(id, "payouts"), .json(wish), as: Answer.self)
            })
    }
}
