import Agreement
import Formats
import Geometry
import Labeling

/// The rows of one image in an export.
struct ExportRows: Sendable {
    let image: DatasetImage
    let assignments: [DatasetAssignment]
    let annotations: [DatasetAnnotation]
    let suggestions: [SuggestionOutcome]
}

/// The keys under which things get their integer ids.
enum ExportKey {
    static func annotator(_ id: AccountID) -> String { "annotator/\(id)" }
    static func answer(_ submission: SubmissionID, _ annotation: AnnotationID) -> String {
        "answer/\(submission)/\(annotation)"
    }
    static func object(_ image: ImageID, _ object: String) -> String { "object/\(image)/\(object)" }
}

/// The classes of a project as an export needs them.
struct ExportClasses {
    private let classes: [LabelClassID: LabelClass]

    init(_ classes: [LabelClass]) {
        self.classes = Dictionary(classes.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The COCO category id.
    func number(of id: LabelClassID) -> Int? { classes[id].map { $0.position + 1 } }

    /// An annotation's answers by the name of the question; of two with one name, the one that is still asked.
    func answers(of annotation: Annotation) -> [String: AttributeValue] {
        answers(annotation.details.attributes, of: annotation.labelID)
    }

    /// The same of an object of a class.
    func answers(
        _ attributes: [AttributeID: AttributeValue], of label: LabelClassID
    ) -> [String: AttributeValue] {
        let asked = classes[label]?.attributes ?? []
        let answered = asked.sorted { !$0.isRetired && $1.isRetired }.compactMap { attribute in
            attributes[attribute.id].map { (attribute.name, $0) }
        }
        return Dictionary(answered) { first, _ in first }
    }
}

/// One image with everything an export may say about it.
struct ExportSource {
    let image: LabeledImage
    let overview: ImageOverview?
    let submissions: [Submission]
    let consensus: ImageConsensus?
    /// What a second group said about shapes of the image.
    var verdicts: [SecondPassVerdict] = []

    private var accepted: [ConsensusObject] { consensus?.accepted ?? [] }

    /// Keys in the order in which new numbers are given.
    var keys: [String] {
        accepted.map { ExportKey.object(image.id, $0.id) }
            + submissions.flatMap { submission in
                [ExportKey.annotator(submission.annotatorID)]
                    + submission.annotations.map { ExportKey.answer(submission.id, $0.id) }
            }
    }

    func rows(_ layer: ExportLayer, classes: ExportClasses, numbers: [String: Int]) -> ExportRows {
        let submissionOf = Dictionary(
            submissions.map { ($0.annotatorID, $0.id) }, uniquingKeysWith: { first, _ in first })
        var annotations = accepted.map { object in
            DatasetAnnotation(
                number: numbers[ExportKey.object(image.id, object.id)] ?? 0, imageNumber: image.position,
                classNumber: classes.number(of: object.labelID) ?? 0, shape: object.shape,
                flags: object.isCrowd ? object.flags.union(.crowd) : object.flags,
                attributes: classes.answers(object.attributes ?? [:], of: object.labelID),
                score: object.score,
                layer: layer == .all ? .consensus : nil,
                provenance: provenance(
                    of: object, submissionOf: submissionOf, classes: classes, numbers: numbers))
        }
        if layer.holdsAnswers {
            for submission in submissions {
                annotations += submission.annotations.map { annotation in
                    DatasetAnnotation(
                        number: numbers[ExportKey.answer(submission.id, annotation.id)] ?? 0,
                        imageNumber: image.position,
                        classNumber: classes.number(of: annotation.labelID) ?? 0,
                        shape: annotation.shape, flags: annotation.flags,
                        attributes: classes.answers(of: annotation),
                        extremePoints: annotation.details.extremePoints, origin: annotation.details.origin,
                        effort: annotation.details.effort,
                        annotatorNumber: numbers[ExportKey.annotator(submission.annotatorID)],
                        guidelineVersion: submission.guidelineVersion,
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
            annotations: annotations,
            suggestions: layer.holdsAnswers ? submissions.flatMap { outcomes(of: $0, numbers: numbers) } : [])
    }

    /// What became of suggestions, a row for each source.
    private func outcomes(of submission: Submission, numbers: [String: Int]) -> [SuggestionOutcome] {
        let origins = submission.annotations.compactMap(\.details.origin)
        let sources = Set(origins.map(\.source)).union(submission.deletedSuggestions.keys)
        func count(_ source: String, _ state: SuggestionOrigin.State) -> Int {
            origins.count { $0.source == source && $0.state == state }
        }
        return sources.sorted().map { source in
            SuggestionOutcome(
                imageNumber: image.position,
                annotatorNumber: numbers[ExportKey.annotator(submission.annotatorID)] ?? 0, source: source,
                accepted: count(source, .accepted), adjusted: count(source, .adjusted),
                deleted: submission.deletedSuggestions[source] ?? 0,
                added: submission.annotations.count - origins.count)
        }
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
        of object: ConsensusObject, submissionOf: [AccountID: SubmissionID], classes: ExportClasses,
        numbers: [String: Int]
    ) -> ConsensusProvenance {
        var provenance = ConsensusProvenance(
            object, classNumber: { classes.number(of: $0) },
            annotatorNumber: { numbers[ExportKey.annotator($0)] },
            reference: { vote in
                submissionOf[vote.annotator]
                    .flatMap { numbers[ExportKey.answer($0, vote.annotationID)] }
                    .map(AnnotationReference.number)
            },
            pseudonym: pseudonym)
        provenance.alternatives = alternatives(to: object, classes: classes)
        return provenance
    }

    private func pseudonym(_ person: AccountID) -> String {
        "Adjudicator \(Secret.hash(image.projectID.rawValue + person.rawValue).prefix(4))"
    }

    /// Verdicts on the object, or on one of the shapes in it, that are no plain yes.
    private func alternatives(
        to object: ConsensusObject, classes: ExportClasses
    ) -> [ConsensusProvenance.Alternative] {
        let items = Set([object.id] + object.votes.map(\.annotationID.rawValue))
        return verdicts.filter { $0.verdict != .good && items.contains($0.item) }.map { verdict in
            ConsensusProvenance.Alternative(
                by: pseudonym(verdict.judgeID), verdict: verdict.verdict.rawValue,
                reason: verdict.reason?.rawValue, classNumber: verdict.labelID.flatMap(classes.number),
                box: verdict.shape.map { [$0.bounds.x, $0.bounds.y, $0.bounds.width, $0.bounds.height] })
        }
    }
}
