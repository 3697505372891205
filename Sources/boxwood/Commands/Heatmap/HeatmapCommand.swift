import ArgumentParser
import Foundation
import NIOCore

/// Shows where a project's answers differ, over all images or on one, as a table, a picture or numbers.
struct HeatmapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heatmap", abstract: "Show where a project's answers differ, over all images or on one.",
        discussion: """
            Without --out the places with most disagreement are printed as a table, for a project also its sizes, \
            classes and pairs of people. Pictures are on a fixed colour-blind-safe scale: from 0 to 1 for an image, to the \
            largest mean for a project.
            """)

    @OptionGroup var folder: DataOptions

    @Argument(help: "The project's name or identifier.")
    var project: String

    @Option(help: "One image, by file name or identifier.")
    var image: String?

    @Option(help: "total, presence, boundary or class; of an image also band, how sure its edges are.")
    var layer = "total"

    @Option(help: "Only objects of this class.")
    var label: String?

    @Option(help: "Of an image: where this person differs from the others, by name or letter.")
    var annotator: String?

    @Option(help: "Of an image: leave out values below, from 0 to 1.")
    var threshold: Double?

    @Option(help: "Of an image: votes, or probability for what the consensus believes.")
    var weighting: String?

    @Option(help: "Write a picture (.png) or numbers (.json) to this file.")
    var out: String?

    @Flag(help: "Print the numbers as JSON.")
    var json = false

    func validate() throws {
        if image == nil, annotator != nil || threshold != nil || weighting != nil || layer == "band" {
            throw ValidationError("--annotator, --threshold, --weighting and --layer band need an --image.")
        }
        if let out, !out.hasSuffix(".png"), !out.hasSuffix(".json") {
            throw ValidationError("--out is a file that ends in .png or .json.")
        }
    }

    func run() async throws {
        let text = try await ServerConnection.with(folder) { [self] client in
            let id = try await ProjectReference(project).id(client)
            var base = "/api/v1/projects/\(id)"
            if let image { base += "/images/\(try await ImageReference(image).id(in: id, client))" }
            let numbers = base + (image == nil ? "/disagreement.json" : "/heatmap.json") + query
            if let out {
                let source = out.hasSuffix(".png") ? base + "/heatmap.png" + query : numbers
                try await Self.write(source, to: out, client)
                return ""
            }
            if json {
                var bytes: [UInt8] = []
                try await client.stream(numbers) { bytes += $0.readableBytesView }
                return String(decoding: bytes, as: UTF8.self)
            }
            return image == nil
                ? try await client.call("GET", numbers, as: ProjectHeatmapAnswer.self).text
                : try await client.call("GET", numbers, as: ImageHeatmapAnswer.self).text
        }
        if !text.isEmpty { print(text) }
    }

    private var query: String {
        let parts = [
            ("layer", layer), ("label", label), ("annotator", annotator), ("weighting", weighting),
            ("threshold", threshold.map { String($0) }),
        ]
        return "?"
            + parts.compactMap { name, value in value.map { "\(name)=\(APIClient.encoded($0))" } }
            .joined(separator: "&")
    }

    private static func write(_ path: String, to out: String, _ client: APIClient) async throws {
        let staged = try StagedFile(out)
        try await client.stream(path) { chunk in try staged.write(Array(chunk.readableBytesView)) }
        try staged.keep()
    }
}
