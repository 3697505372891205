import Agreement
import ArgumentParser

/// Measures how far several annotators agree, from files alone.
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Measure how far several annotators agree.",
        discussion: """
            Reads what merge reads. Asks whether people found the same objects, named them the same and placed them \
            the same, beside what chance would give, then prints each pair and each annotator, with 95 % intervals \
            and the number of observations.
            """)

    @Argument(help: "COCO files.")
    var inputs: [String]

    @OptionGroup var options: ConsensusOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let method = try options.chosen()
        let document = try AnnotationFile.readAnswers(inputs)
        let notice = AnnotationFile.notice(on: document)
        let answers = try OfflineAnswers(consume document, files: inputs)
        var stopwatch = Stopwatch()
        let report = MergedFiles(
            answers: answers, method: method, settings: options.settings, stopwatch: &stopwatch
        ).agreement
        if let notice { Terminal.note("boxwood: \(notice)") }
        if json {
            try Terminal.json(AgreementJSON(report, names: answers))
        } else {
            print(AgreementTable(report, names: answers).text)
        }
    }
}
