import ArgumentParser
import Foundation
import NIOCore

/// Lists what was decided in a project.
struct DecisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions", abstract: "See who decided what and when.",
        subcommands: [DecisionsList.self])
}

/// Lists decisions.
struct DecisionsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List a project's decisions, newest first, those taken back included.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print comma-separated values with a head.")
    var csv = false

    @Flag(help: "Print one JSON object a line.")
    var json = false

    struct Page: Decodable, Sendable {
        let items: [DecisionAnswer]
        let next: String?
    }

    func run() async throws {
        let wantsCSV = csv
        let decisions = try await ServerConnection.with(folder) { [project] client -> [DecisionAnswer] in
            let path = "/api/v1/projects/\(try await ProjectReference(project).id(client))/decisions"
            if wantsCSV {
                try await client.stream(path + ".csv") { chunk in
                    FileHandle.standardOutput.write(Data(chunk.readableBytesView))
                }
                return []
            }
            var decisions: [DecisionAnswer] = []
            var after = ""
            repeat {
                let page = try await client.call(
                    "GET", "\(path)?limit=1000" + (after.isEmpty ? "" : "&after=\(after)"), as: Page.self)
                decisions += page.items
                after = page.next ?? ""
            } while !after.isEmpty
            return decisions
        }
        for decision in decisions {
            if json { try Terminal.json(decision) } else { print(decision.line) }
        }
    }
}
