import ArgumentParser

/// Makes images gold.
struct GoldTake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Make images gold, by their imported answers or by their consensus.",
        discussion: """
            Import known answers first: boxwood import annotations FILE --format coco --project P --as gold. An image \
            that is gold is not ordinary work any more; answers it already has stay.
            """)

    @OptionGroup var options: GoldOptions

    @Option(help: "Where the answers come from: known or consensus.")
    var from = "known"

    @Option(help: "Where people meet the images: stream, exam or practice.")
    var `for` = "stream"

    @Option(help: "How many people may meet each; the project's limit where it is left out.")
    var maximumExposures: Int?

    @Flag(help: "Take every image with an imported answer that is not gold yet.")
    var allKnown = false

    @Argument(help: "The images' names or identifiers.")
    var images: [String] = []

    struct Wish: Encodable, Sendable {
        struct Item: Encodable, Sendable {
            let imageId: String
            let purpose: String
            let from: String
            let maximumExposures: Int?
        }

        let items: [Item]
    }

    private struct ImagePage: Decodable, Sendable {
        struct Row: Decodable, Sendable {
            let id: String
        }

        let items: [Row]
        let next: String?
    }

    func validate() throws {
        guard images.isEmpty == allKnown else { throw ValidationError("Name images, or give --all-known.") }
        guard !allKnown || from == "known" else {
            throw ValidationError("--all-known goes with --from known.")
        }
    }

    func run() async throws {
        let made = try await options.with { [self] id, client in
            var wanted: [String] = []
            for image in images { wanted.append(try await ImageReference(image).id(in: id, client)) }
            if allKnown {
                let gold = try await client.call(
                    "GET", GoldCommand.path(id, "items"), as: GoldListAnswer<GoldItemAnswer>.self)
                let present = Set(gold.items.map(\.imageId))
                wanted = try await Self.known(in: id, client).filter { !present.contains($0) }
            }
            var made: [GoldItemAnswer] = []
            for start in stride(from: 0, to: wanted.count, by: 500) {
                let part = wanted[start..<min(start + 500, wanted.count)]
                let wish = Wish(
                    items: part.map {
                        Wish.Item(imageId: $0, purpose: `for`, from: from, maximumExposures: maximumExposures)
                    })
                made += try await client.call(
                    "POST", GoldCommand.path(id, "items"), .json(wish),
                    as: GoldListAnswer<GoldItemAnswer>.self
                ).items
            }
            return made
        }
        for item in made {
            if options.json { try Terminal.json(item) } else { print("\(item.id)  \(item.imageName)") }
        }
    }

    private static func known(in project: String, _ client: APIClient) async throws -> [String] {
        var (found, after): ([String], String) = ([], "")
        while true {
            let path = "/api/v1/projects/\(project)/images?sort=name&limit=500&known=yes\(after)"
            let page = try await client.call("GET", path, as: ImagePage.self)
            found += page.items.map(\.id)
            guard let next = page.next else { return found }
            after = "&after=\(APIClient.encoded(next))"
        }
    }
}
