import Foundation
import TestSupport
import Testing

@Suite("boxwood merge, by the rules of others") struct BaselineMergeTests {
    private static let methods = ["majority", "wbf", "nms", "nmw", "datumaro"]

    @Test("Every rule makes a file that can be evaluated, the same bytes in any order", arguments: methods)
    func baseline(method: String) async throws {
        let folder = try TemporaryFolder()
        let crowd = CrowdFile(seed: 6)
        try folder.write(try crowd.together(), to: "in.json")
        try folder.write(try crowd.shuffled(seed: 7).together(), to: "shuffled.json")
        try folder.write(try crowd.truthFile(), to: "truth.json")
        for name in ["in", "shuffled"] {
            let run = try await BoxwoodBinary.run(
                ["merge", "\(name).json", "--output", "\(name).out", "--method", method, "--quorum", "0.4"],
                in: folder)
            #expect(run.code == 0, "\(run.errors)")
        }
        #expect(folder.bytes(of: "in.out") == folder.bytes(of: "shuffled.out"))
        let summary = try #require(try folder.json(of: "in.out")["boxwood"] as? [String: Any])
        #expect(summary["method"] as? String == method)
        #expect(summary["settings"] as? [String: Double] == ["iou": 0.5, "quorum": 0.4])
        let run = try await BoxwoodBinary.run(["evaluate", "truth.json", "in.out", "--json"], in: folder)
        #expect(run.code == 0)
        let figures = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let f1 = try #require((figures["f1At50"] as? [String: Any])?["value"] as? Double)
        #expect(f1 > 0.6)
    }

    @Test("Outlines, classes and weights by other rules are stated in the file")
    func rules() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 8).together(), to: "in.json")
        let run = try await BoxwoodBinary.run(
            [
                "merge", "in.json", "-o", "out.json", "--method", "quorum", "--outlines", "em", "--classes",
                "dawid-skene", "--weights", "skill",
            ], in: folder)
        #expect(run.code == 0, "\(run.errors)")
        let summary = try #require(try folder.json(of: "out.json")["boxwood"] as? [String: Any])
        let settings = try #require(summary["settings"] as? [String: Any])
        #expect(settings["outlines"] as? String == "em" && settings["classes"] as? String == "dawid-skene")
        #expect(settings["weights"] as? String == "skill")
        // Weights come from what a fit learned of the people, which is told with them.
        let people = try #require(summary["annotators"] as? [[String: Any]])
        #expect(people.allSatisfy { ($0["skill"] as? [String: Any])?["edge_sd_at_100px"] is Double })
    }

    @Test(
        "What decides nothing, or does not exist, is refused",
        arguments: [
            ["--method", "bayes", "--weights", "skill"], ["--method", "wbf", "--weights", "none"],
            ["--method", "datumaro", "--outlines", "rasa"], ["--classes", "glad"],
            ["--method", "quorum", "--classes", "guess"], ["--method", "quorum", "--outlines", "guess"],
            ["--method", "quorum", "--weights", "guess"],
        ])
    func refused(options: [String]) async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 8).together(), to: "in.json")
        let run = try await BoxwoodBinary.run(["merge", "in.json", "-o", "out.json"] + options, in: folder)
        #expect(run.code == 64)
        #expect(try folder.names() == ["in.json"])
    }

    @Test("Projects are not offered the rules of others")
    func projects() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(#"["cat"]"#.utf8), to: "labels.json")
        let run = try await BoxwoodBinary.run(
            ["project", "create", "P", "--labels", "labels.json", "--method", "wbf"], in: folder)
        #expect(run.code == 64 && run.errors.contains("there is quorum, bayes"))
    }

    @Test(
        "Where the quorum is chosen, what a third of the people is worth is told",
        arguments: [
            ["merge"], ["project", "create"], ["project", "edit"],
        ])
    func fact(command: [String]) async throws {
        let run = try await BoxwoodBinary.run(command + ["--help"], in: try TemporaryFolder())
        let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("a third is often enough"))
    }

    @Test("Figures as others compute them stand beside ours, with their source")
    func published() async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 8).together(), to: "in.json")
        let run = try await BoxwoodBinary.run(["agreement", "in.json"], in: folder)
        #expect(run.output.contains("Alpha over matched columns (kalphacv; Tschirschwitz 2022)"))
        let told = try await BoxwoodBinary.run(["agreement", "in.json", "--json"], in: folder)
        let figures = try #require(
            try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any])
        let alpha = try #require(figures["matchedColumnsAlpha"] as? [String: Any])
        #expect(alpha["value"] is Double && alpha["n"] is Int && alpha["low"] is Double)
    }
}
