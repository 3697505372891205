import ArgumentParser

/// Makes API tokens.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make API tokens.", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API token for an account and print it; it is shown only once.")

        @OptionGroup var folder: DataOptions

        @Option(name: .customLong("user"), help: "The account's email address.")
        var email: String

        @Option(help: "What the token is for.")
        var name = "command line"

        @Option(help: "The only project it opens.")
        var project: String?

        @Option(help: "read or write.")
        var scope = "read"

        @Option(name: .customLong("expires"), help: "Days until it stops working.")
        var days: Int?

        @Flag(help: "Print the token as JSON.")
        var json = false

        struct Wish: Encodable, Sendable {
            let name: String
            let scope: String
            let projectId: String?
            let expiresInDays: Int?
            let email: String
        }

        struct Issued: Codable, Sendable {
            let id: String
            let token: String
            let expiresAt: String?
        }

        func run() async throws {
            guard scope == "read" || scope == "write" else {
                throw ValidationError("A token's scope is read or write.")
            }
            let (name, scope, project, days, email) = (name, scope, project, days, email)
            let issued = try await ServerConnection.with(folder) { client in
                var id: String?
                if let project { id = try await ProjectReference(project).id(client) }
                let wish = Wish(name: name, scope: scope, projectId: id, expiresInDays: days, email: email)
                return try await client.call("POST", "/api/v1/tokens", .json(wish), as: Issued.self)
            }
            if json { try Terminal.json(issued) } else { print(issued.token) }
        }
    }
}
