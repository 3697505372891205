import TestSupport
import Testing

@Suite("Help and usage") struct HelpTests {
    /// A command, and what its help must say: the contract of names and flags.
    struct Case: CustomTestStringConvertible {
        let command: String
        let lines: [String]

        var testDescription: String { command }
    }

    @Test(
        "Every command explains itself and its flags",
        arguments: [
            Case(
                command: "serve",
                lines: ["--data", "--host", "--port", "--public-images", "--public-metrics"]),
            Case(
                command: "demo",
                lines: [
                    "--data", "--host", "--port", "--images", "--annotators", "--seed", "--serve/--no-serve",
                ]),
            Case(command: "project create", lines: ["<name>", "--labels", "--method", "--data"]),
            Case(command: "project list", lines: ["--data"]),
            Case(
                command: "project edit",
                lines: [
                    "<project>", "--replication", "--method", "--iou", "--quorum", "--weights",
                    "--recalibration", "--data",
                ]),
            Case(command: "project fit", lines: ["<project>", "--json", "--data"]),
            Case(command: "gold list", lines: ["--project", "--json", "--data"]),
            Case(
                command: "gold take",
                lines: ["--project", "--from", "--for", "--maximum-exposures", "--all-known", "<images>"]),
            Case(command: "gold change", lines: ["--project", "--state", "--for", "--reason", "<item>"]),
            Case(
                command: "gold settings",
                lines: [
                    "--rate", "--pause-rule", "--threshold", "--minimum-answers", "--reveals",
                    "--rejects-work",
                    "--practice-images", "--exam-images", "--exam-f1", "--no-exam",
                ]),
            Case(command: "gold people", lines: ["--project", "--json"]),
            Case(command: "gold pause", lines: ["--project", "--reason", "<person>"]),
            Case(command: "gold disputes", lines: ["--project", "--open", "--json"]),
            Case(command: "gold rule", lines: ["--project", "--reply", "<dispute>", "<ruling>"]),
            Case(command: "gold suggest", lines: ["--project", "--take", "--for"]),
            Case(command: "gold lift", lines: ["--project", "<person>"]),
            Case(command: "project balance", lines: ["<project>", "--json", "--data"]),
            Case(command: "project agreement", lines: ["<project>", "--iou", "--json", "--csv", "--data"]),
            Case(command: "project calibration", lines: ["<project>", "--json", "--csv", "--data"]),
            Case(
                command: "project dashboard",
                lines: ["<project>", "--from", "--to", "--person", "--label", "--json", "--csv", "--data"]),
            Case(
                command: "audit draw",
                lines: [
                    "--project", "--unit", "--by-class", "--items", "--percent", "--half-width", "--at-least",
                    "--seed",
                ]),
            Case(command: "audit list", lines: ["--project", "--json"]),
            Case(command: "audit show", lines: ["<audit>", "--project", "--items", "--json"]),
            Case(command: "audit judge", lines: ["<audit>", "<file>", "--project"]),
            Case(
                command: "conflicts list",
                lines: ["--project", "--kind", "--assignee", "--state", "--limit", "--json"]),
            Case(command: "conflicts show", lines: ["<conflict>", "--project", "--names", "--json"]),
            Case(
                command: "conflicts decide",
                lines: ["<conflict>", "--project", "--answer", "--merged", "--none", "--reason"]),
            Case(command: "conflicts undo", lines: ["<conflict>", "--project"]),
            Case(command: "conflicts assign", lines: ["<conflicts> ...", "--project", "--to", "--count"]),
            Case(command: "decisions list", lines: ["--project", "--csv", "--json"]),
            Case(
                command: "heatmap",
                lines: [
                    "<project>", "--image", "--layer", "--label", "--annotator", "--threshold", "--weighting",
                    "--out", "--json",
                ]),
            Case(command: "consensus runs", lines: ["--project", "--json", "--data"]),
            Case(command: "consensus compare", lines: ["<before>", "<after>", "--project", "--json"]),
            Case(
                command: "consensus preview",
                lines: ["--project", "--method", "--iou", "--quorum", "--weights", "--json"]),
            Case(
                command: "consensus apply",
                lines: ["--project", "--method", "--iou", "--quorum", "--weights", "--json"]),
            Case(command: "consensus rollback", lines: ["<number>", "--project", "--json"]),
            Case(command: "consensus go-on", lines: ["--project", "--data"]),
            Case(command: "consensus name", lines: ["<number>", "<name>", "--project"]),
            Case(command: "import images", lines: ["--project"]),
            Case(command: "import annotations", lines: ["--format", "--project", "--as"]),
            Case(
                command: "export", lines: ["--project", "--format", "--output", "--layer", "--certificate"]),
            Case(command: "verify-export", lines: ["<file>", "--certificate", "--data"]),
            Case(
                command: "merge",
                lines: [
                    "OVERVIEW: Merge several people's annotations into one COCO file.", "<inputs> ...",
                    "--output <output>",
                    "--method <method>", "--iou <iou>", "--quorum <quorum>", "--weights <weights>",
                    "--outlines <outlines>",
                    "--classes <classes>", "--report <report>", "--conflicts <conflicts>",
                ]),
            Case(
                command: "agreement",
                lines: ["OVERVIEW: Measure how far several annotators agree.", "<inputs> ...", "--json"]),
            Case(
                command: "evaluate",
                lines: [
                    "OVERVIEW: Measure how close annotations come to the truth.", "<truth> <consensus>",
                    "--json",
                ]),
            Case(command: "user add", lines: ["<email>", "--role"]),
            Case(command: "user list", lines: ["--data"]),
            Case(command: "user link", lines: ["<email>"]),
            Case(command: "token create", lines: ["--user", "--project", "--scope", "--expires"]),
            Case(command: "doctor", lines: ["--data"]),
            Case(command: "migrate", lines: ["--data"]),
        ])
    func help(_ example: Case) async throws {
        let folder = try TemporaryFolder()
        let run = try await BoxwoodBinary.run(
            example.command.split(separator: " ").map(String.init) + ["--help"], in: folder)
        #expect(run.code == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("USAGE: boxwood \(example.command)"))
        for line in example.lines {
            #expect(run.output.contains(line), "\(line) is missing from\n\(run.output)")
        }
    }

    @Test(
        "Wrong usage ends with 64 and touches nothing",
        arguments: [
            ["merge"], ["merge", "in.json"], ["merge", "in.json", "--output", "out.json", "--quorum", "2"],
            ["merge", "in.json", "--output", "out.json", "--quorum", "nan"],
            ["merge", "in.json", "--output", "out.json", "--iou", "0"],
            ["merge", "in.json", "--output", "out.json", "--method", "guess"],
            ["merge", "in.json", "--output", "./in.json"],
            ["merge", "in.json", "-o", "out.json", "--report", "out.json"],
            ["agreement"], ["evaluate", "in.json"], ["no-such-command"], ["demo", "--annotators", "x"],
        ])
    func usage(_ arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        try folder.write(try CrowdFile(seed: 1).together(), to: "in.json")
        let run = try await BoxwoodBinary.run(arguments, in: folder)
        #expect(run.code == 64)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
        #expect(try folder.names() == ["in.json"])
    }
}
