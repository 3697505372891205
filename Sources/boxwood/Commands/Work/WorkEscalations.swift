import ArgumentParser

/// Lists the images that only a reviewer can finish.
struct WorkEscalations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalations", abstract: "List the images that only a reviewer can finish, and why.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print one JSON object a line.")
    var json = false

    /// An image as the server tells of it.
    struct Item: Codable, Sendable {
        let imageId: String
        let name: String
        let reason: String
        let answers: Int
        let remarks: [String]
    }

    struct Page: Decodable, Sendable {
        let items: [Item]
        let next: String?
    }

    func run() async throws {
        let items = try await ServerConnection.with(folder) { [project] client in
            let path = WorkCommand.path(try await ProjectReference(project).id(client), "escalations")
            var items: [Item] = []
            var after = ""
            while true {
                let page = try await client.call("GET", path + "?limit=1000\(after)", as: Page.self)
                items += page.items
                guard let next = page.next else { return items }
                after = "&after=\(APIClient.encoded(next))"
            }
        }
        for item in items {
            if json {
                try Terminal.json(item)
            } else {
                let remarks = item.remarks.isEmpty ? "" : "  " + item.remarks.joined(separator: "; ")
                print("\(item.imageId)  \(item.name)  \(item.reason)  \(item.answers) answers\(remarks)")
            }
        }
    }
}
