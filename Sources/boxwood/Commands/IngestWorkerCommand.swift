import ArgumentParser
import Foundation
import Imaging

/// Decodes one upload under tight limits and answers with one line of JSON; started by the server, not by people.
struct IngestWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest-worker", abstract: "Decode one upload (internal).", shouldDisplay: false)

    @Argument(help: "The uploaded file.")
    var source: String

    @Argument(help: "Where the tile pack goes.")
    var destination: String

    @Option(help: "The limits as JSON.")
    var limits: String

    func run() throws {
        guard let limits = try? JSONDecoder().decode(ImageLimits.self, from: Data(limits.utf8)) else {
            throw ValidationError("The limits cannot be read.")
        }
        throw ExitCode(IngestWorker.run(source: source, destination: destination, limits: limits))
    }
}
