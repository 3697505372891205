import ArgumentParser
import Foundation

/// Shows how far a project's people agree: two by two, and alpha by class and size.
struct ProjectAgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract:
            "Show alpha by class and size, every two people's agreement, and each person's with themselves.",
        discussion: "Intervals are of 95 %, over images. Figures of few objects say little: look at n.")

    @OptionGroup var folder: DataOptions

    @Argument(help: "The project's name or identifier.")
    var project: String

    @Option(help: "Pair two people's shapes from this IoU on; the project's where left out.")
    var iou: Double?

    @OptionGroup var form: FigureForm

    struct Answer: Codable, Sendable {
        let pairs: Pairs
        let breakdown: Breakdown
    }

    struct Pairs: Codable, Sendable {
        struct Person: Codable, Sendable {
            let id: String
            let name: String
        }

        struct Pair: Codable, Sendable {
            let a: String
            let b: String
            let images: Int
            let agreement: EstimateAnswer
            let meanIou: EstimateAnswer
            let f1: EstimateAnswer
            let kappa: EstimateAnswer
        }

        let iouThreshold: Double
        let few: Int
        let people: [Person]
        let pairs: [Pair]
        let own: [Pair]
    }

    struct Breakdown: Codable, Sendable {
        struct Row: Codable, Sendable {
            let objects: Int
            let images: Int
            let examples: [String]
            let classAlpha: EstimateAnswer
            let placeAlpha: EstimateAnswer
            let meanIou: EstimateAnswer
        }

        struct Label: Codable, Sendable {
            let labelId: String
            let label: String
            let color: String
            let figures: Row
        }

        struct Size: Codable, Sendable {
            let size: String
            let figures: Row
        }

        let few: Int
        let all: Row
        let labels: [Label]
        let sizes: [Size]
    }

    func run() async throws {
        let answer = try await ServerConnection.with(folder) { [project, iou] client in
            let path = "/api/v1/projects/\(try await ProjectReference(project).id(client))/agreement"
            return Answer(
                pairs: try await client.call(
                    "GET", path + "/pairs" + (iou.map { "?iou=\($0)" } ?? ""), as: Pairs.self),
                breakdown: try await client.call("GET", path + "/breakdown", as: Breakdown.self))
        }
        if form.json { return try Terminal.json(answer) }
        form.show(alpha(answer.breakdown))
        form.show(pairs(answer.pairs))
        form.show(own(answer.pairs))
    }

    private func alpha(_ breakdown: Breakdown) -> FigureTable {
        var table = FigureTable(
            "part", facts: ["objects", "images"], figures: ["class_alpha", "place_alpha", "mean_iou"])
        func add(_ name: String, _ row: Breakdown.Row) {
            table.add(
                name, [String(row.objects), String(row.images)],
                [row.classAlpha, row.placeAlpha, row.meanIou])
        }
        add("all", breakdown.all)
        for row in breakdown.labels { add(row.label, row.figures) }
        for row in breakdown.sizes { add(row.size, row.figures) }
        return table
    }

    private func pairs(_ pairs: Pairs) -> FigureTable {
        let names = Dictionary(pairs.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var table = FigureTable("a", facts: ["b", "images"], figures: ["mean_iou", "f1", "kappa"])
        for pair in pairs.pairs {
            table.add(
                names[pair.a] ?? pair.a, [names[pair.b] ?? pair.b, String(pair.images)],
                [pair.meanIou, pair.f1, pair.kappa])
        }
        return table
    }

    /// First answers against second ones to images that came back to the same person.
    private func own(_ pairs: Pairs) -> FigureTable {
        let names = Dictionary(pairs.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var table = FigureTable(
            "person", facts: ["repeats"], figures: ["own_mean_iou", "own_f1", "own_kappa"])
        for pair in pairs.own {
            table.add(
                names[pair.a] ?? pair.a, [String(pair.images)], [pair.meanIou, pair.f1, pair.kappa])
        }
        return table
    }
}
