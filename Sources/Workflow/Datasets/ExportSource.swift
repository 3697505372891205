import Agreement
import Formats
import Labeling

/// The rows of one image in an export.
struct ExportRows: Sendable {
    let image: DatasetImage
    let assignments: [DatasetAssignment]
    let annotations: [DatasetAnnotation]
}

/// The keys under which things get their integer ids.
enum ExportKey {
    static func annotator(_ id: AccountID) -> String { "annotator/\(id)" }
    static func answer(_ submission: SubmissionID, _ annotation: AnnotationID) -> String {
        "answer/\(submission)/\(annotation)"
    }
    static func object(_ image: ImageID, _ object: String) -> String { "object/\(image)/\(object)" }
}

/// One image with everything an export may say about it.
struct ExportSource {
    let image: LabeledImage
    let overview: ImageOverview?
    let submissions: [Submission]
    let consensus: ImageConsensus?

    private var accepted: [ConsensusObject] { consensus?.accepted ?? [] }

    /// Keys in the order in which new numbers are given.
    var keys: [String] {
        accepted.map { ExportKey.object(image.id, $0.id) }
            + submissions.flatMap { submission in
                [ExportKey.annotator(submission.annotatorID)]
                    + submission.annotations.map { ExportKey.answer(submission.id, $0.id) }
            }
    }

    func rows(_ layer: ExportLayer, classes: [LabelClassID: Int], numbers: [String: Int]) -> ExportRows {
        let submissionOf = Dictionary(
            submissions.map { ($0.annotatorID, $0.id) }, uniquingKeysWith: { first, _ in first })
        var annotations = accepted.map { object in
            DatasetAnnotation(
                number: numbers[ExportKey.object(image.id, object.id)] ?? 0, imageNumber: image.position,
                classNumber: classes[object.labelID] ?? 0, shape: object.shape,
                flags: object.isCrowd ? object.flags.union(.crowd) : object.flags, score: object.score,
                layer: layer == .all ? .consensus : nil,
                provenance: provenance(
                    of: object, submissionOf: submissionOf, classes: classes, numbers: numbers))
        }
        if layer.holdsAnswers {
            for submission in submissions {
                annotations += submission.annotations.map { annotation in
                    DatasetAnnotation(
                        number: numbers[ExportKey.answer(submission.id, annotation.id)] ?? 0,
                        imageNumber: image.position, classNumber: classes[annotation.labelID] ?? 0,
                        shape: annotation.shape, flags: annotation.flags,
                        annotatorNumber: numbers[ExportKey.annotator(submission.annotatorID)],
                        layer: layer == .all ? .annotator : nil)
                }
            }
        }
        return ExportRows(
            image: DatasetImage(
                number: image.position, key: image.id.rawValue, fileName: image.name, size: image.size,
                status: status,
                expectedErrors: layer.holdsConsensus ? consensus?.riskParts.map(ExpectedErrors.init) : nil),
            assignments: submissions.compactMap { submission in
                numbers[ExportKey.annotator(submission.annotatorID)].map {
                    DatasetAssignment(imageNumber: image.position, annotatorNumber: $0)
                }
            },
            annotations: annotations)
    }

    private var status: DatasetImage.Status {
        switch overview?.status {
        case .skipped: .skipped
        case .unlabelled, nil: .unlabelled
        case .partial, .complete:
            (consensus.map { $0.accepted.isEmpty } ?? submissions.allSatisfy(\.annotations.isEmpty))
                ? .labelledEmpty : .labelled
        }
    }

    private func provenance(
        of object: ConsensusObject, submissionOf: [AccountID: SubmissionID], classes: [LabelClassID: Int],
        numbers: [String: Int]
    ) -> ConsensusProvenance {
        ConsensusProvenance(
            object, classNumber: { classes[$0] }, annotatorNumber: { numbers[ExportKey.annotator($0)] },
            reference: { vote in
                submissionOf[vote.annotator]
                    .flatMap { numbers[ExportKey.answer($0, vote.annotationID)] }
                    .map(AnnotationReference.number)
            })
    }
}
