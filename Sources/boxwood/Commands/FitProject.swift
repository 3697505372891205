import ArgumentParser
import Foundation
import Labeling

/// Fits a project's consensus to all its answers at once and shows what that taught about its people.
struct FitProject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract:
            "Make a project's consensus from all answers at once; show what it taught about the people.",
        discussion: """
            The server does this by itself once answers have come to rest, and before every export. Intervals are of \
            95 %. Places are standard deviations of an edge in pixels, at objects of 32, 100 and 320 pixels.
            """)

    @OptionGroup var folder: DataOptions

    @Argument(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print what was learned as JSON.")
    var json = false

    /// What the fit found.
    struct Settled: Decodable, Sendable {
        let images: Int
        let objects: Int
        let conflicts: Int
        let fit: String?
    }

    /// A figure with its interval.
    struct Figure: Codable, Sendable {
        let value: Double
        let low: Double
        let high: Double
        let n: Double

        var text: String {
            "\(FigureText.decimal(value)) [\(FigureText.decimal(low)), \(FigureText.decimal(high))]"
        }
    }

    /// What is known of one person.
    struct Annotator: Codable, Sendable {
        struct Place: Codable, Sendable {
            let side: Double
            let deviation: Figure
            let bias: [Figure]
        }

        let id: String
        let name: String
        let miss: Figure
        let falseMark: Figure
        let classAccuracy: Figure
        let place: [Place]
    }

    /// What is known of everybody.
    struct Learned: Codable, Sendable {
        struct Last: Codable, Sendable {
            let id: String
            let method: String
            let images: Int
            let answers: Int
            let computedAt: String
        }

        let method: String
        let learns: Bool
        let stale: Bool
        let fit: Last?
        let annotators: [Annotator]
    }

    func run() async throws {
        let (settled, learned) = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            let settled = try await client.call(
                "POST", "/api/v1/projects/\(id)/consensus", .none, as: Settled.self)
            return (settled, try await client.call("GET", "/api/v1/projects/\(id)/fit", as: Learned.self))
        }
        if json { return try Terminal.json(learned) }
        print(
            [
                FigureText.count(settled.images, "image"), FigureText.count(settled.objects, "object"),
                FigureText.count(settled.conflicts, "conflict"),
            ].joined(separator: ", "))
        guard let fit = settled.fit else {
            return print("The method \(learned.method) learns nothing about people.")
        }
        print("Fit \(fit.prefix(12)), from \(FigureText.count(learned.fit?.answers ?? 0, "answer")).\n")
        var table = TextTable(
            ["Annotator", "Misses", "False marks", "Right class", "Edge at 32 px", "100 px", "320 px"],
            left: [0])
        for person in learned.annotators {
            table.add(
                [person.name, person.miss.text, person.falseMark.text, person.classAccuracy.text]
                    + person.place.map { $0.deviation.text })
        }
        print(table.text)
    }
}
