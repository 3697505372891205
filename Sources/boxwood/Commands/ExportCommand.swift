import ArgumentParser
import Foundation
import Labeling
import NIOCore

/// Writes a project as a dataset file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a project as a dataset file.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "The format; coco.")
    var format = "coco"

    @Option(help: "The file to write.")
    var output: String

    @Option(help: "consensus, annotators or all.")
    var layer = "consensus"

    @Option(help: "Also write a certificate to this file: hashes, settings, agreement, audits, balance.")
    var certificate: String?

    func run() async throws {
        let (project, format, output, layer) = (project, format, output, layer)
        let certificate = certificate
        try await ServerConnection.with(folder) { client in
            let id = try await ProjectReference(project).id(client)
            let query = "format=\(APIClient.encoded(format))&layer=\(APIClient.encoded(layer))"
            let partial = output + ".partial"
            guard FileManager.default.createFile(atPath: partial, contents: nil),
                let file = FileHandle(forWritingAtPath: partial)
            else { throw CommandFailure("\(output): the file cannot be written.") }
            do {
                var written = 0
                try await client.stream("/api/v1/projects/\(id)/export?\(query)") { chunk in
                    try file.write(contentsOf: Data(chunk.readableBytesView))
                    written += chunk.readableBytes
                    Terminal.progress("\(written >> 10) KiB")
                }
                try file.synchronize()
                try file.close()
                Terminal.endProgress()
                guard rename(partial, output) == 0 else {
                    throw CommandFailure("\(output): the file cannot be written.")
                }
            } catch {
                unlink(partial)
                throw error
            }
            if let certificate {
                let staged = try StagedFile(certificate)
                try await client.stream("/api/v1/projects/\(id)/certificate?\(query)") { chunk in
                    try staged.write(Array(chunk.readableBytesView))
                }
                try staged.keep()
            }
        }
    }
}
