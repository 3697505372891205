import ArgumentParser

/// Shows how a project's accepted objects are spread over its classes.
struct BalanceProject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance", abstract: "Show how a project's objects are spread over its classes.",
        discussion: """
            Intervals are of 95 %, over images. A class is rare with less than a quarter of what would be its part \
            were all classes alike.
            """)

    @OptionGroup var folder: DataOptions

    @Argument(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print the figures as JSON.")
    var json = false

    struct Answer: Codable, Sendable {
        struct Row: Codable, Sendable {
            let labelId: String
            let label: String
            let color: String
            let retired: Bool
            let objects: Int
            let images: Int
            let share: EstimateAnswer
            let imageShare: EstimateAnswer
            let sides: [Int]
            let aspects: [Int]
            let rare: Bool
            let examples: [String]
        }

        struct Pair: Codable, Sendable {
            let first: String
            let second: String
            let images: Int
            let overlap: Double
        }

        let images: Int
        let objects: Int
        let imbalance: EstimateAnswer
        let effectiveClasses: EstimateAnswer
        let classes: [Row]
        let pairs: [Pair]
        let sideEdges: [Double]
        let aspectEdges: [Double]
    }

    func run() async throws {
        let balance = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("GET", "/api/v1/projects/\(id)/balance", as: Answer.self)
        }
        if json { return try Terminal.json(balance) }
        print(
            "\(FigureText.count(balance.objects, "object")) in \(FigureText.count(balance.images, "image")). "
                + "Effective classes \(balance.effectiveClasses.text), imbalance \(balance.imbalance.text).\n"
        )
        var table = TextTable(["Class", "Objects", "Share", "Images", "Share of images", ""], left: [0, 5])
        for row in balance.classes {
            table.add([
                row.label, String(row.objects), row.share.text, String(row.images), row.imageShare.text,
                row.rare ? "rare" : "",
            ])
        }
        print(table.text)
    }
}
