import ArgumentParser

/// Lists how people do on gold.
struct GoldPeople: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "List how people do on gold, and who is paused.")

    @OptionGroup var options: GoldOptions

    func run() async throws {
        let people = try await options.with { id, client in try await Self.all(in: id, client) }
        if options.json {
            for person in people { try Terminal.json(person) }
            return
        }
        var table = TextTable(["Person", "Name", "Gold answers", "Score", "Paused"], left: [0, 1, 4])
        for person in people {
            table.add([
                person.annotatorId, person.name, String(person.score.n), person.score.text,
                person.pause.map { $0.automatic ? "by the server" : "by hand" } ?? "",
            ])
        }
        print(table.text)
    }

    /// Everybody who met gold or is paused.
    static func all(in project: String, _ client: APIClient) async throws -> [GoldPersonAnswer] {
        try await client.call(
            "GET", GoldCommand.path(project, "people"), as: GoldListAnswer<GoldPersonAnswer>.self
        ).items
    }
}
