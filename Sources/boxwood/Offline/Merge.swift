import Agreement
import ArgumentParser
import Formats
import Foundation
import Labeling

/// Makes one COCO file of what several annotators drew, with no server.
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Merge several people's annotations into one COCO file.",
        discussion: """
            Reads one COCO file per annotator, whose name is the annotator's and whose images all count as looked \
            at; or one COCO file with "annotators", "assignments" and an annotator_id on each annotation. Writes \
            ordinary COCO with a score, and under "boxwood" what each object rests on. The order of files, \
            annotators, images and shapes changes nothing.
            """)

    @Argument(help: "COCO files.")
    var inputs: [String]

    @Option(name: .shortAndLong, help: "The COCO file to write.")
    var output: String

    @OptionGroup var options: ConsensusOptions

    @OptionGroup var rules: MergeRules

    @Option(help: "Write a report of agreement and conflicts as an HTML page.")
    var report: String?

    @Option(help: "Write where people differ as JSON, the most expected errors a minute of work first.")
    var conflicts: String?

    @Option(help: "A COCO file with the truth about some of the images; teaches about the people (bayes).")
    var gold: String?

    @Flag(help: "List rejected candidates, too, marked \"accepted\": false.")
    var candidates = false

    @Flag(help: "Print the seconds that each step took, as JSON on standard error.")
    var timings = false

    func validate() throws {
        try rules.check(method: options.method)
        let written = [output, report, conflicts].compactMap(\.self)
        for path in written
        where inputs.contains(where: { Self.isSame($0, path) }) {
            throw ValidationError("\(path) would overwrite an input.")
        }
        for (index, path) in written.enumerated()
        where written[..<index].contains(where: { Self.isSame($0, path) }) {
            throw ValidationError("\(path) would be written twice.")
        }
    }

    func run() throws {
        let method = rules.applied(to: try options.chosen())
        let file = try StagedFile(output)
        let page = try report.map { path throws(CommandFailure) in try StagedFile(path) }
        let queue = try conflicts.map { path throws(CommandFailure) in try StagedFile(path) }
        var stopwatch = Stopwatch()
        let document = try AnnotationFile.readAnswers(inputs)
        let (info, notice) = (document.info, AnnotationFile.notice(on: document))
        let truth = try gold.map { path throws(CommandFailure) in try TruthFile(path, section: nil) }
        let answers = try OfflineAnswers(consume document, files: inputs, gold: truth)
        stopwatch.lap("reading")
        let merge = MergedFiles(
            answers: answers, method: method, settings: options.settings, rules: rules.settings,
            stopwatch: &stopwatch)
        do {
            try merge.write(info: info, candidates: candidates) { bytes in try file.write(bytes) }
        } catch let error as FormatError {
            throw CommandFailure(error.description)
        }
        if let page {
            try page.write(Array(MergeReport(merge).html.utf8))
            try page.keep()
        }
        if let queue {
            try queue.write(try ConflictFile(merge).bytes())
            try queue.keep()
        }
        try file.keep()
        stopwatch.lap("writing")
        if timings { Terminal.note(stopwatch.json) }
        if let notice { Terminal.note("boxwood: \(notice)") }
        print(merge.description)
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        func place(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
        return place(left) == place(right)
    }
}
