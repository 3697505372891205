import ArgumentParser

/// Shows the course of the work on a project.
struct ProjectDashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "Show the course of the work by days or hours, in UTC.",
        discussion: """
            Agreement is that of the images whose last answer came then; gold is F1 of the answers to images whose \
            answers are known. What was spent is not told, since no money is kept.
            """)

    @OptionGroup var folder: DataOptions

    @Argument(help: "The project's name or identifier.")
    var project: String

    @Option(help: "From this day or moment on, such as 2026-11-21.")
    var from: String?

    @Option(help: "Before this day or moment.")
    var to: String?

    @Option(help: "One person's answers alone, by name or identifier.")
    var person: String?

    @Option(help: "One class's shapes alone, by name or identifier.")
    var label: String?

    @OptionGroup var form: FigureForm

    struct Answer: Codable, Sendable {
        struct Stretch: Codable, Sendable {
            let start: String
            let end: String?
            let answers: Int
            let shapes: Int
            let images: Int
            let people: Int
            let activeSeconds: Double
            let secondsPerShape: Double?
            let agreement: EstimateAnswer
            let gold: EstimateAnswer
        }

        struct Queue: Codable, Sendable {
            struct Bin: Codable, Sendable {
                let from: Int
                let to: Int?
                let count: Int
                let images: [String]
            }

            let images: Int
            let freeSlots: Int
            let longestSeconds: Int?
            let bins: [Bin]
        }

        struct Named: Codable, Sendable {
            let id: String
            let name: String
        }

        struct Progress: Codable, Sendable {
            let images: Int
            let slots: Int
            let submitted: Int
            let leased: Int
            let complete: Int
            let empty: Int
            let skipped: Int
            let conflicts: Int
        }

        let step: String
        let answersBefore: Int
        let progress: Progress
        let total: Stretch?
        let stretches: [Stretch]
        let queue: Queue
        let people: [Named]
        let labels: [Named]
    }

    func run() async throws {
        let found = try await ServerConnection.with(folder) { [self] client in
            let path = "/api/v1/projects/\(try await ProjectReference(project).id(client))/dashboard"
            var parts = [("from", from), ("to", to)]
            if person != nil || label != nil {
                let all = try await client.call("GET", path, as: Answer.self)
                parts += [
                    ("person", try Self.id(of: person, among: all.people, "person")),
                    ("label", try Self.id(of: label, among: all.labels, "class")),
                ]
            }
            let query = parts.compactMap { name, value in value.map { "\(name)=\(APIClient.encoded($0))" } }
            return try await client.call(
                "GET", path + (query.isEmpty ? "" : "?" + query.joined(separator: "&")), as: Answer.self)
        }
        if form.json { return try Terminal.json(found) }
        if !form.csv {
            print(
                "\(found.progress.complete) of \(FigureText.count(found.progress.images, "image")) complete, "
                    + "\(found.progress.submitted) of \(FigureText.count(found.progress.slots, "answer")) given; "
                    + "\(FigureText.count(found.queue.images, "image")) waiting.\n")
        }
        var table = FigureTable(
            found.step, facts: ["answers", "shapes", "images", "people", "seconds_per_shape"],
            figures: ["agreement", "gold"])
        for row in found.stretches {
            table.add(
                row.start,
                [row.answers, row.shapes, row.images, row.people].map(String.init)
                    + [row.secondsPerShape.map { FigureText.decimal($0) } ?? ""],
                [row.agreement, row.gold])
        }
        form.show(table)
    }

    private static func id(of text: String?, among all: [Answer.Named], _ kind: String) throws -> String? {
        guard let text else { return nil }
        guard let found = all.first(where: { $0.id == text || $0.name == text }) else {
            throw CommandFailure("There is no \(kind) \(text) in the answers to this project.")
        }
        return found.id
    }
}
