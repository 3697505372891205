import ArgumentParser
import Foundation
import Labeling

/// Shows, tries or sets the rules of replication.
struct WorkRules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show where images stand by the rules of replication, try rules, or put them in force.",
        discussion: """
            The file is JSON: {"finish": [{"answers": 2, "risk": 0.1}, {"answers": 2, "empty": 0.95}], "maximum": 5}. \
            An image is finished by the first rule whose conditions all hold: answers, agreement, risk, empty. With \
            "goldFailed": true beside them, another opinion is asked for in place of each of somebody who fails known answers.
            """)

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "A JSON file with rules.")
    var file: String?

    @Flag(help: "Try the rules of the file on past answers, and change nothing.")
    var preview = false

    @Flag(help: "Put the rules in force that a project starts with.")
    var initial = false

    @Flag(help: "Ask as many people about every image as the project says.")
    var none = false

    @Flag(help: "Judge all images anew.")
    var replay = false

    struct RulesWish: Encodable, Sendable {
        let rules: ReplicationRules
    }

    struct WordWish: Encodable, Sendable {
        let rules: String
    }

    struct Plan: Decodable, Sendable {
        let revision: Int
        let rules: ReplicationRules?
    }

    /// What rules would have made of past answers.
    struct Preview: Codable, Sendable {
        let images: Int
        let answers: Int
        let finished: Int
        let finishedByRule: [Int]
        let exhausted: Int
        let open: Int
        let used: Int
        let saved: Int
        let usedByImage: [Int]
        let doubted: Int
        let riskFactor: Double?
    }

    /// Where the images stand.
    struct Stages: Codable, Sendable {
        struct Part: Codable, Sendable {
            let images: Int
            let answers: Int
        }

        let open: Part
        let finished: Part
        let exhausted: Part
        let replication: Int
        let saved: Int
    }

    func validate() throws {
        guard [file != nil, initial, none].count(where: \.self) <= 1 else {
            throw ValidationError("Give one of --file, --initial and --none.")
        }
        guard !preview || file != nil else { throw ValidationError("Give the rules to try with --file.") }
    }

    func run() async throws {
        let rules = try file.map(Self.read)
        if preview, let rules {
            return try Terminal.json(
                try await ServerConnection.with(folder) { [project] client in
                    let id = try await ProjectReference(project).id(client)
                    return try await client.call(
                        "POST", WorkCommand.path(id, "preview"), .json(RulesWish(rules: rules)),
                        as: Preview.self)
                })
        }
        let wish: APIClient.Body? =
            rules.map { .json(RulesWish(rules: $0)) }
            ?? (initial ? .json(WordWish(rules: "initial")) : none ? .json(WordWish(rules: "none")) : nil)
        let stages = try await ServerConnection.with(folder) { [project, replay] client -> Stages? in
            let id = try await ProjectReference(project).id(client)
            var plan = try await client.call("GET", WorkCommand.path(id), as: Plan.self)
            if let wish {
                plan = try await client.call(
                    "PATCH", WorkCommand.path(id), wish, ifMatch: plan.revision, as: Plan.self)
            }
            guard plan.rules != nil else { return nil }
            return replay
                ? try await client.call(
                    "POST", WorkCommand.path(id, "replay"), .json([String: String]()), as: Stages.self)
                : try await client.call("GET", WorkCommand.path(id, "stages"), as: Stages.self)
        }
        guard let stages else { return print("no rules: every image is answered by equally many people") }
        try Terminal.json(stages)
    }

    private static func read(_ path: String) throws -> ReplicationRules {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): the file cannot be read.")
        }
        guard let rules = try? JSONDecoder().decode(ReplicationRules.self, from: bytes) else {
            throw CommandFailure("\(path): these are no rules: finish, a list of conditions, and maximum.")
        }
        return rules
    }
}
