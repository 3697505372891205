import ArgumentParser

/// Lists the conflicts of a project.
struct ConflictsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List a project's conflicts, the most expected errors a minute first.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "Only this kind: missing, extra, class, overlap, attribute or split.")
    var kind: String?

    @Option(help: "Only those of this account, by identifier, or of none.")
    var assignee: String?

    @Option(help: "Which: open, decided or all.")
    var state = "open"

    @Option(help: "How many at most.")
    var limit = 50

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() async throws {
        let query = [("kind", kind), ("assignee", assignee), ("state", state)]
            .compactMap { name, value in value.map { "\(name)=\(APIClient.encoded($0))" } }
            .joined(separator: "&")
        let (total, items) = try await ServerConnection.with(folder) { [project, limit] client in
            let path = ConflictsCommand.path(try await ProjectReference(project).id(client)) + "?" + query
            var items: [ConflictAnswer] = []
            var total = 0
            var after = ""
            repeat {
                let size = min(1000, limit - items.count)
                let page = try await client.call(
                    "GET", "\(path)&limit=\(size)" + (after.isEmpty ? "" : "&after=\(after)"),
                    as: ConflictPageAnswer.self)
                total = page.total
                items += page.items
                after = page.next ?? ""
            } while !after.isEmpty && items.count < limit
            return (total, items)
        }
        if json { return try items.forEach(Terminal.json) }
        var table = TextTable(
            ["Conflict", "Kind", "Image", "Errors", "Seconds", "Errors a minute", "Given to"],
            left: [0, 1, 2, 6])
        for item in items {
            table.add([
                item.id, item.kind, item.imageName, FigureText.decimal(item.errors),
                FigureText.decimal(60 * item.minutes), FigureText.decimal(item.gain), item.assignee ?? "",
            ])
        }
        print(table.text)
        print("\n\(items.count) of \(total).")
    }

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit is at least 1.") }
    }
}
