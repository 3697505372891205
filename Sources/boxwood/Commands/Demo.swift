import ArgumentParser
import Labeling
import Server
import Storage
import Workflow

/// Fills a project with images and simulated annotators, and serves it.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill a demonstration project and serve it.",
        discussion: """
            Draws its own scenes, or takes a folder of photographs with VOC or COCO annotations beside them as truth, \
            lets simulated annotators of different care answer, and prints how close their consensus came to the truth.
            """)

    @OptionGroup var folder: DataOptions

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The port to listen on.")
    var port: Int?

    @Option(help: "A folder of photographs with sibling VOC or COCO annotations.")
    var images: String?

    @Option(help: "How many simulated annotators.")
    var annotators = 5

    @Option(help: "The same seed gives the same scenes and answers.")
    var seed: UInt64 = 1

    @Flag(inversion: .prefixedNo, help: "Serve the project when it is filled.")
    var serve = true

    func run() async throws {
        guard (2...20).contains(annotators) else {
            throw ValidationError("Between 2 and 20 annotators can be simulated.")
        }
        let settings = try await Settings.load()
        let installation = try Installation.open(
            settings.dataFolder(folder.data ?? "./demo-data"), settings: settings)
        let summary = try await Demonstration.fill(
            installation.environment,
            options: DemonstrationOptions(images: images, annotators: annotators, seed: seed),
            progress: Terminal.progress)
        Terminal.endProgress()
        print(summary)
        guard serve else {
            try await installation.store.close()
            return
        }
        let configuration = installation.serverConfiguration(
            host: settings.host(host), port: try settings.port(port), publicURL: settings.publicURL(nil))
        let link = try await DemonstrationOwner.signInLink(installation.environment)
        try await Serve.serve(configuration, installation: installation, link: link) {
            "Open this link to look around, and to draw as one more annotator:"
        }
    }
}
