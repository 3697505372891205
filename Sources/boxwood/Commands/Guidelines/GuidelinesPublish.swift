import ArgumentParser
import Foundation

/// Publishes a version from a file of Markdown.
struct GuidelinesPublish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a version; annotators see what is new before they go on.")

    @OptionGroup var folder: DataOptions

    @Argument(help: "A file of Markdown; the text stays as it is when left out.")
    var file: String?

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "What is new, for annotators.")
    var note = ""

    @Flag(help: "People must qualify again before they go on.")
    var requalify = false

    @Flag(help: "Only say how many people --requalify would ask to pass the exam again; publish nothing.")
    var preview = false

    @Option(help: "An example to leave out from now on, by its identifier; may be given again.")
    var without: [String] = []

    func validate() throws {
        guard !preview || requalify else { throw ValidationError("--preview goes with --requalify.") }
    }

    func run() async throws {
        if preview { return print(try await requalification().sentence) }
        var text: String?
        if let file {
            guard let bytes = FileManager.default.contents(atPath: file),
                let read = String(bytes: bytes, encoding: .utf8)
            else { throw CommandFailure("\(file): the file cannot be read.") }
            text = read
        }
        let published = try await ServerConnection.with(folder) {
            [project, note, requalify, without, text] client in
            let id = try await ProjectReference(project).id(client)
            return try await GuidelinesCommand.publish(id, client) { newest in
                for example in without where !newest.examples.contains(where: { $0.id == example }) {
                    throw CommandFailure("The newest version has no example \(example).")
                }
                return GuidelinesCommand.Wish(
                    instructions: text, note: note, requiresQualification: requalify,
                    kept: newest.examples.map(\.id).filter { !without.contains($0) })
            }
        }
        print(published.version)
    }

    private func requalification() async throws -> GuidelinesCommand.Requalification {
        try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call(
                "GET", GuidelinesCommand.path(id, "requalification"),
                as: GuidelinesCommand.Requalification.self)
        }
    }
}
