import Agreement
import ArgumentParser
import Formats

/// Holds one COCO file against another that is taken to be true.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how close annotations come to the truth.",
        discussion: """
            Images are matched by file name, or by id where neither file has a name; classes by name. AP is COCO's, \
            from the scores; F1 counts every annotation, best IoU first. A truth file that has "gt_annotations" \
            beside the annotations of a crowd is read by that list, on the images of "gt_image_ids" where it has any.
            """)

    @Argument(help: "The COCO file that is true.")
    var truth: String

    @Argument(help: "The COCO file to be measured.")
    var consensus: String

    @Option(help: "The list in the truth file that holds the true annotations; found by itself if not given.")
    var truthKey: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let truth = try TruthFile(truth, section: truthKey)
        let claims = try AnnotationFile.read(consensus)
        let pairs = try EvaluatedFiles(truth: truth, claims: claims, claimsFile: consensus)
        for notice in [AnnotationFile.notice(on: truth.document), AnnotationFile.notice(on: claims)]
            + pairs.notices
        {
            if let notice { Terminal.note("boxwood: \(notice)") }
        }
        let evaluation = Evaluation(of: pairs.images)
        if json {
            try Terminal.json(EvaluationJSON(evaluation))
        } else {
            print(EvaluationTable(evaluation).text)
        }
    }
}
