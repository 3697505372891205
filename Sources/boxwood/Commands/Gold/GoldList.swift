import ArgumentParser

/// Lists a project's gold.
struct GoldList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the images whose answer is known, with the score people had on them.")

    @OptionGroup var options: GoldOptions

    func run() async throws {
        let items = try await options.with { id, client in
            try await client.call(
                "GET", GoldCommand.path(id, "items"), as: GoldListAnswer<GoldItemAnswer>.self
            ).items
        }
        if options.json {
            for item in items { try Terminal.json(item) }
            return
        }
        var table = TextTable(
            ["Item", "Image", "For", "State", "Given to", "Answers", "Score"], left: [0, 1, 2, 3])
        for item in items {
            table.add([
                item.id, item.imageName, item.purpose, item.state, String(item.exposures),
                String(item.score.n),
                item.score.text,
            ])
        }
        print(table.text)
    }
}
