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
            let staged = try StagedFile(output)
            var written = 0
            try await client.stream("/api/v1/projects/\(id)/export?\(query)") { chunk in
                try staged.write(Array(chunk.readableBytesView))
                written += chunk.readableBytes
                Terminal.progress("\(written >> 10) KiB")
            }
            try staged.keep()
            Terminal.endProgress()
            if let certificate {
                let path = "/api/v1/projects/\(id)/certificate?\(query)"
                let bytes = try await CertificateDocument.made(at: path, client)
                guard try CertificateDocument(bytes: bytes, name: path).certifies(output) else {
                    throw CommandFailure(
                        "\(output) is written, but answers came in before its certificate: export again.")
                }
                let staged = try StagedFile(certificate)
                try staged.write(Array(bytes))
                try staged.keep()
            }
        }
    }
}
