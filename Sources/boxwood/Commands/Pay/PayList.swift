import ArgumentParser

/// Lists paid work.
struct PayList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List work in one state, oldest first, one JSON object a line.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "Which: pending, approved, rejected or paid.")
    var state = "pending"

    struct Page: Decodable, Sendable {
        let items: [PayWorkAnswer]
        let next: String?
    }

    /// All work of a project in a state.
    static func all(_ state: String, in project: String, _ client: APIClient) async throws -> [PayWorkAnswer]
    {
        var items: [PayWorkAnswer] = []
        var after = ""
        while true {
            let path =
                PayCommand.path(project, "work") + "?state=\(APIClient.encoded(state))&limit=1000\(after)"
            let page = try await client.call("GET", path, as: Page.self)
            items += page.items
            guard let next = page.next else { return items }
            after = "&after=\(APIClient.encoded(next))"
        }
    }

    func run() async throws {
        let items = try await ServerConnection.with(folder) { [project, state] client in
            try await Self.all(state, in: try await ProjectReference(project).id(client), client)
        }
        for item in items { try Terminal.json(item) }
    }
}
