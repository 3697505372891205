import ArgumentParser
import Foundation
import Labeling

/// Makes, lists and edits projects, and fits their consensus.
struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Make, list and edit projects, and fit their consensus.",
        subcommands: [
            Create.self, List.self, EditProject.self, FitProject.self, BalanceProject.self,
            ProjectAgreementCommand.self, ProjectCalibrationCommand.self, ProjectDashboardCommand.self,
        ])

    /// What these commands need of a project.
    struct Summary: Codable, Sendable {
        struct Progress: Codable, Sendable {
            let images: Int
            let slots: Int
            let submitted: Int
            let conflicts: Int
        }

        let id: String
        let name: String
        let replication: Int
        let progress: Progress?
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a project.",
            discussion: """
                The labels file is JSON: ["cat", "dog"], or \
                [{"name": "cat", "color": "#d55e00", "key": "1", "description": "…"}].
                """)

        @OptionGroup var folder: DataOptions

        @Argument(help: "The project's name.")
        var name: String

        @Option(help: "A JSON file with the classes.")
        var labels: String

        @Option(help: "A Markdown file with the instructions.")
        var instructions: String?

        @Option(help: "People an image.")
        var replication: Int = 3

        @Option(help: "How answers become one: \(ConsensusOptions.available).")
        var method = ConsensusSettings().method

        @Option(help: "IoU from which two shapes can be one object.")
        var iou = ConsensusSettings().iouThreshold

        @Option(
            help: """
                With --method quorum, the share of the annotators who must have drawn an object. \
                \(ConsensusOptions.quorumFact)
                """)
        var quorum: Double?

        @Option(help: ConsensusOptions.weightsHelp)
        var weights: PlaceWeights?

        @Flag(help: "Print the project as JSON.")
        var json = false

        struct LabelEntry: Codable, Sendable {
            let name: String
            var color: String?
            var key: String?
            var description: String?
        }

        struct Wish: Encodable, Sendable {
            let name: String
            let instructions: String
            let labels: [LabelEntry]
            let replication: Int
            let consensusMethod: String
            let iouThreshold: Double
            let quorum: Double?
            let placeWeights: PlaceWeights?
        }

        func validate() throws {
            try ConsensusOptions.check(method: method, quorum: quorum, weights: weights)
        }

        func run() async throws {
            let wish = Wish(
                name: name, instructions: try instructions.map(Self.text) ?? "",
                labels: try Self.labels(labels),
                replication: replication, consensusMethod: method, iouThreshold: iou, quorum: quorum,
                placeWeights: weights)
            let project = try await ServerConnection.with(folder) { client in
                try await client.call("POST", "/api/v1/projects", .json(wish), as: Summary.self)
            }
            if json { try Terminal.json(project) } else { print(project.id) }
        }

        private static func text(_ path: String) throws -> String {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandFailure("\(path): the file cannot be read as UTF-8 text.")
            }
            return text
        }

        private static func labels(_ path: String) throws -> [LabelEntry] {
            let bytes = Data(try text(path).utf8)
            if let names = try? JSONDecoder().decode([String].self, from: bytes) {
                return names.enumerated().map { index, name in
                    LabelEntry(name: name, key: index < 9 ? String(index + 1) : nil)
                }
            }
            do {
                return try JSONDecoder().decode([LabelEntry].self, from: bytes)
            } catch {
                throw CommandFailure("\(path): this is not a list of names or of objects with a name.")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the projects.")

        @OptionGroup var folder: DataOptions

        @Flag(help: "Print one JSON object a line.")
        var json = false

        struct Answer: Decodable, Sendable {
            let items: [Summary]
        }

        func run() async throws {
            let projects = try await ServerConnection.with(folder) { client in
                try await client.call("GET", "/api/v1/projects", as: Answer.self).items
            }
            for project in projects {
                if json {
                    try Terminal.json(project)
                } else {
                    let progress = project.progress.map {
                        "\($0.images) images, \($0.submitted)/\($0.slots) answers"
                    }
                    print("\(project.id)  \(project.name)  \(progress ?? "")")
                }
            }
        }
    }
}
