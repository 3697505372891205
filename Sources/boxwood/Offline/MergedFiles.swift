import Agreement
import Formats
import Geometry
import Labeling
import Workflow

/// The consensus of annotation files, with everything that is written about it.
struct MergedFiles: CustomStringConvertible {
    let answers: OfflineAnswers
    let settings: ConsensusSettings
    /// Rules for parts of the consensus that are not the usual ones.
    let rules: [String: MergeSummary.Value]
    /// One entry an image, in order of number.
    let consensus: [ImageConsensus]
    /// What was learned about the annotators, where the method learns.
    let model: CrowdModel?
    /// Every annotator against the consensus, in order of identifier.
    let annotators: [AnnotatorFigures]

    /// Merges the answers.
    ///
    /// - Parameter stopwatch: told when the consensus is there.
    init(
        answers: OfflineAnswers, method: any ConsensusMethod, settings: ConsensusSettings,
        rules: [String: MergeSummary.Value] = [:], stopwatch: inout Stopwatch
    ) {
        self.answers = answers
        self.settings = settings
        self.rules = rules
        let fit = method.fit(answers.answers, settings: settings)
        consensus = fit.consensus
        model = fit.model
        stopwatch.lap("fitting")
        annotators = AnnotatorFigures.all(in: consensus)
    }

    /// What was done, in one line.
    var description: String {
        let objects = consensus.reduce(0) { $0 + $1.accepted.count }
        let conflicts = consensus.reduce(0) { $0 + $1.conflicts.count }
        let shapes = answers.answers.reduce(0) { $0 + $1.votes.count }
        return [
            FigureText.count(consensus.count, "image"),
            FigureText.count(answers.annotators.count, "annotator"),
            FigureText.count(shapes, "shape"), FigureText.count(objects, "object"),
            FigureText.count(conflicts, "conflict"),
        ].joined(separator: ", ")
    }

    /// How far the annotators agree, with each other and with the consensus.
    var agreement: AgreementReport {
        AgreementReport(answers: answers.answers, consensus: consensus, settings: settings)
    }

    /// Writes ordinary COCO: the accepted objects, numbered from 1 by image and falling score.
    ///
    /// - Parameters:
    ///   - candidates: whether rejected candidates are listed, too, marked as not accepted.
    ///   - sink: takes the bytes piece by piece.
    func write(info: DatasetInfo, candidates: Bool, to sink: ([UInt8]) throws -> Void) throws {
        var exporter = COCOExporter(info: info, classes: answers.classes, summary: summary)
        let objects = consensus.lazy.flatMap { image in
            (candidates ? image.objects : image.accepted).map { (answers.image(image.image), $0) }
        }
        try exporter.write(
            images: consensus.lazy.compactMap { row(of: $0) },
            annotations: zip(1..., objects).lazy.map { row(number: $0, $1) }, to: sink)
    }

    private func row(of image: ImageConsensus) -> DatasetImage? {
        guard var row = answers.image(image.image) else { return nil }
        let hasObject = image.objects.contains(where: \.accepted)
        row.status = image.annotators.isEmpty ? .unlabelled : hasObject ? .labelled : .labelledEmpty
        row.expectedErrors = image.riskParts.map(ExpectedErrors.init)
        return row
    }

    private func row(
        number: Int, _ item: (image: DatasetImage?, object: ConsensusObject)
    ) -> DatasetAnnotation {
        let object = item.object
        return DatasetAnnotation(
            number: number, imageNumber: item.image?.number ?? 0,
            classNumber: answers.labelClass(object.labelID)?.number ?? 0, shape: object.shape,
            flags: object.isCrowd ? object.flags.union(.crowd) : object.flags, score: object.score,
            provenance: provenance(of: object))
    }

    /// How it was merged, and what was learnt about each annotator.
    var summary: MergeSummary {
        MergeSummary(
            method: settings.method,
            settings: MergeSummary.settings(settings).merging(rules) { setting, _ in setting },
            annotators: annotators.compactMap { figures in
                guard let person = answers.annotator(figures.annotator) else { return nil }
                let learned = model?.skill(of: figures.annotator).map(MergeSummary.skill) ?? [:]
                return MergeSummary.Annotator(
                    number: person.number, name: person.name, images: figures.images,
                    annotations: figures.shapes,
                    skill: [
                        "class_accuracy": figures.classAccuracy.value, "mean_iou": figures.meanIoU.value,
                        "precision": figures.precision.value, "recall": figures.recall.value,
                    ].merging(learned) { measured, _ in measured })
            })
    }

    private func provenance(of object: ConsensusObject) -> ConsensusProvenance {
        ConsensusProvenance(
            object, classNumber: { answers.labelClass($0)?.number },
            annotatorNumber: { answers.annotator($0)?.number },
            reference: { answers.reference($0.annotationID) })
    }
}
