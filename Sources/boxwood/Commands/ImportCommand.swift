import ArgumentParser
import Foundation
import Labeling

/// Brings images and annotations into a project.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring images or annotations into a project.",
        subcommands: [Images.self, Annotations.self])

    struct Images: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring image files, and those in folders, into a project.")

        @OptionGroup var folder: DataOptions

        @Argument(help: "Files and folders; in folders, files ending in jpg, jpeg, png, webp, tif or tiff.")
        var paths: [String]

        @Option(help: "The project's name or identifier.")
        var project: String

        @Flag(help: "Print one JSON object a line.")
        var json = false

        func run() async throws {
            let files = try ImageFiles.find(paths)
            guard !files.isEmpty else {
                throw CommandFailure("There are no image files in \(paths.joined(separator: ", ")).")
            }
            let (project, json) = (project, json)
            let failed = try await ServerConnection.with(folder) { client in
                try await ImageUpload(client: client, project: project, printsJSON: json).send(files)
            }
            if failed > 0 { throw CommandFailure("\(failed) of \(files.count) files could not be imported.") }
        }
    }

    struct Annotations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Bring annotations into a project, as one annotator's work, as known answers or as predictions."
        )

        @OptionGroup var folder: DataOptions

        @Argument(help: "The file, or several.")
        var files: [String]

        @Option(help: "The file's format: coco or voc.")
        var format: String

        @Option(help: "The project's name or identifier.")
        var project: String

        @Option(
            name: .customLong("as"),
            help:
                "annotator:NAME, annotators, gold (decides and teaches), truth (to measure by) or predictions:MODEL."
        )
        var layer: String

        @Flag(help: "Print the outcome as one JSON object a file.")
        var json = false

        struct Outcome: Codable, Sendable {
            struct Notice: Codable, Sendable {
                let file: String
                let place: String
                let reason: String
            }

            let images: Int
            let annotations: Int
            let skipped: [Notice]
        }

        func run() async throws {
            let (files, format, project, layer, json) = (files, format, project, layer, json)
            try await ServerConnection.with(folder) { client in
                let id = try await ProjectReference(project).id(client)
                for file in files {
                    let name = URL(fileURLWithPath: file).lastPathComponent
                    let query = "format=\(APIClient.encoded(format))&as=\(APIClient.encoded(layer))"
                    let outcome: Outcome
                    do {
                        outcome = try await client.call(
                            "POST", "/api/v1/projects/\(id)/import?\(query)&name=\(APIClient.encoded(name))",
                            .file(path: file), as: Outcome.self)
                    } catch let error as BoxwoodError {
                        throw CommandFailure("\(file): \(error)")
                    }
                    for notice in outcome.skipped {
                        Terminal.note("\(file): \(notice.place): \(notice.reason)")
                    }
                    if json {
                        try Terminal.json(outcome)
                    } else {
                        print("\(file): \(outcome.annotations) annotations on \(outcome.images) images")
                    }
                }
            }
        }
    }
}
