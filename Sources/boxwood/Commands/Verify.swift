import ArgumentParser
import Labeling

/// Reads everything that is stored and says what is not as it was written.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify everything that is stored: the database, the originals, the tiles.",
        discussion: """
            Reads every file and holds it against the hash that was recorded. With --repair, tiles that are missing \
            or damaged are cut anew from their originals, and files that nothing refers to are removed. Exits 1 \
            while anything remains that is not right.
            """)

    @OptionGroup var folder: DataOptions

    @Flag(help: "Mend what can be mended.")
    var repair = false

    @Flag(help: "Print one JSON object a line: each finding, then a summary.")
    var json = false

    private struct Event: Codable, Sendable {
        struct Progress: Codable, Sendable {
            let done: Int
            let total: Int
        }

        struct Finding: Codable, Sendable {
            let kind: String
            let detail: String
            let image: String?
            let name: String?
            let project: String?
            let file: String?
            let repaired: Bool

            /// For people.
            var words: String {
                let subject = name.map { "\($0) (image \(image ?? ""))" } ?? file ?? kind
                return "\(subject): \(detail)\(repaired ? " Mended." : "")"
            }
        }

        struct Summary: Codable, Sendable {
            let images: Int
            let findings: Int
            let repaired: Int
        }

        struct Problem: Codable, Sendable {
            let detail: String
        }

        var progress: Progress?
        var finding: Finding?
        var summary: Summary?
        var problem: Problem?
    }

    func run() async throws {
        let (repair, json) = (repair, json)
        let summary = try await ServerConnection.with(folder) { client in
            try await Self.verify(client, repair: repair, json: json)
        }
        guard summary.findings == summary.repaired else {
            throw CommandFailure("\(summary.findings - summary.repaired) things are not right.")
        }
    }

    private static func verify(
        _ client: APIClient, repair: Bool, json: Bool
    ) async throws -> Event.Summary {
        var summary: Event.Summary?
        let path = "/api/v1/verification?repair=\(repair)"
        try await client.events("POST", path, of: Event.self) { event in
            if let progress = event.progress {
                Terminal.progress("\(progress.done)/\(progress.total) images")
            }
            if let problem = event.problem { throw CommandFailure(problem.detail) }
            if let found = event.summary { summary = found }
            if event.finding != nil || event.summary != nil, json { try Terminal.json(event) }
            if let finding = event.finding, !json {
                Terminal.endProgress()
                print(finding.words)
            }
        }
        Terminal.endProgress()
        guard let summary else { throw CommandFailure("The server ended before everything was verified.") }
        if !json {
            print(
                "\(summary.images) images read: \(summary.findings) findings, \(summary.repaired) mended")
        }
        return summary
    }
}
