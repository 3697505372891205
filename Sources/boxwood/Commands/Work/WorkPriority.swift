import ArgumentParser

/// Gives images a priority.
struct WorkPriority: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "priority",
        abstract: "Give images a priority; those of a higher one are handed out first.",
        discussion: "An ordinary image has priority 0. Write a negative one as --priority=-5.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "The priority, -100 to 100.")
    var priority: Int

    @Argument(help: "File names or identifiers of images.")
    var images: [String]

    struct Wish: Encodable, Sendable {
        let images: [String]
        let priority: Int
    }

    func run() async throws {
        try await ServerConnection.with(folder) { [project, priority, images] client in
            let id = try await ProjectReference(project).id(client)
            var wanted: [String] = []
            for image in images { wanted.append(try await ImageReference(image).id(in: id, client)) }
            try await client.perform(
                "PUT", WorkCommand.path(id, "priorities"), .json(Wish(images: wanted, priority: priority)))
        }
        print("\(images.count)")
    }
}
