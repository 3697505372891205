import ArgumentParser

/// Shows what an audit has found, or its items.
struct AuditShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an audit's accuracy with intervals, per class and overall.")

    @OptionGroup var folder: DataOptions
    @OptionGroup var which: AuditOptions

    @Flag(help: "Print the items instead, one JSON object a line.")
    var items = false

    @Flag(help: "Print the audit as JSON.")
    var json = false

    /// An item as the server tells of it.
    struct Item: Codable, Sendable {
        struct Object: Codable, Sendable {
            let id: String
            let labelId: String
            let shape: Shape
        }

        struct Shape: Codable, Sendable {
            let box: [Double]?
            let polygon: [[[Double]]]?
        }

        let number: Int
        let imageId: String
        let imageName: String?
        let labelId: String?
        let objects: [Object]
        let verdict: String?
        let reason: String?
    }

    func run() async throws {
        let wantsItems = items
        let (audit, items) = try await ServerConnection.with(folder) { [which] client in
            let reference = try await AuditReference.find(which, client)
            let audit = try await client.call("GET", reference.path(), as: AuditAnswer.self)
            var items: [Item] = []
            for number in wantsItems ? 1..<(audit.size + 1) : 1..<1 {
                items.append(
                    try await client.call("GET", reference.path("items", String(number)), as: Item.self))
            }
            return (audit, items)
        }
        if wantsItems {
            for item in items { try Terminal.json(item) }
        } else if json {
            try Terminal.json(audit)
        } else {
            print(audit.lines.joined(separator: "\n"))
            if let table = audit.table { print("\n" + table) }
        }
    }
}
