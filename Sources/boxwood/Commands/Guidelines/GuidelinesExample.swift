public import ArgumentParser
public import Labeling

/// Adds an example and so publishes a version.
struct GuidelinesExample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "example", abstract: "Show a box on one of the images as a good or a bad example.",
        discussion: "The text and the other examples stay as they are; a new version is published.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "The image's name or identifier.")
    var image: String

    @Option(help: "The class.")
    var label: String

    @Option(help: "Where, in pixels: x,y,width,height.")
    var box: String

    @Option(help: "good or bad.")
    var verdict: GuidelineExample.Verdict

    @Option(help: "Why, in a sentence.")
    var reason: String

    @Option(help: "What is new, for annotators.")
    var note = ""

    private struct Detail: Decodable, Sendable {
        let labels: [Label]

        struct Label: Decodable, Sendable {
            let id: String
            let name: String
        }
    }

    private var numbers: [Double] {
        box.split(separator: ",").compactMap { Double($0) }
    }

    func validate() throws {
        guard numbers.count == 4, box.split(separator: ",").count == 4 else {
            throw ValidationError("A box is four numbers: x,y,width,height.")
        }
    }

    func run() async throws {
        let published = try await ServerConnection.with(folder) {
            [project, image, label, verdict, reason, note, numbers] client in
            let id = try await ProjectReference(project).id(client)
            let detail = try await client.call("GET", "/api/v1/projects/\(id)", as: Detail.self)
            guard let labelID = detail.labels.first(where: { $0.name == label || $0.id == label })?.id else {
                throw CommandFailure("The project has no class \(label).")
            }
            let imageID = try await ImageReference(image).id(in: id, client)
            return try await GuidelinesCommand.publish(id, client) { _ in
                GuidelinesCommand.Wish(
                    note: note,
                    added: [
                        GuidelinesCommand.Wish.Example(
                            imageId: imageID, labelId: labelID, shape: .init(box: numbers),
                            verdict: verdict.rawValue, reason: reason)
                    ])
            }
        }
        print(published.version)
    }
}

extension GuidelineExample.Verdict: ExpressibleByArgument {}
