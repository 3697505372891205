import ArgumentParser

/// Lists images that could be gold, and takes them.
struct GoldSuggest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "List images on which everybody agrees, which could be gold.",
        discussion: "With --take they become gold at once, by their consensus.")

    @OptionGroup var options: GoldOptions

    @Option(help: "How many of the first become gold.")
    var take: Int?

    @Option(help: "Where people meet those: stream, exam or practice.")
    var `for` = "stream"

    struct Suggestion: Codable, Sendable {
        let imageId: String
        let imageName: String
        let people: Int
        let objects: Int
        let meanIoU: Double
    }

    func run() async throws {
        let found = try await options.with { [self] id, client in
            let found = try await client.call(
                "GET", GoldCommand.path(id, "suggestions"), as: GoldListAnswer<Suggestion>.self
            ).items
            guard let take else { return found }
            let chosen = Array(found.prefix(max(0, take)))
            let wish = GoldTake.Wish(
                items: chosen.map {
                    GoldTake.Wish.Item(
                        imageId: $0.imageId, purpose: `for`, from: "consensus", maximumExposures: nil)
                })
            _ = try await client.call(
                "POST", GoldCommand.path(id, "items"), .json(wish), as: GoldListAnswer<GoldItemAnswer>.self)
            return chosen
        }
        if options.json {
            for suggestion in found { try Terminal.json(suggestion) }
            return
        }
        var table = TextTable(["Image", "People", "Objects", "Mean IoU"], left: [0])
        for one in found {
            table.add([
                one.imageName, String(one.people), String(one.objects), FigureText.decimal(one.meanIoU),
            ])
        }
        print(table.text)
    }
}
