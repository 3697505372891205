import Agreement
import Formats
import Geometry
import Labeling

/// The consensus of annotation files, with everything that is written about it.
struct MergedFiles: CustomStringConvertible {
    let answers: OfflineAnswers
    let settings: ConsensusSettings
    /// One entry an image, in order of number.
    let consensus: [ImageConsensus]
    let agreement: AgreementReport

    /// Merges the answers.
    init(answers: OfflineAnswers, method: any ConsensusMethod, settings: ConsensusSettings) {
        self.answers = answers
        self.settings = settings
        consensus = method.consensus(of: answers.answers, settings: settings)
        agreement = AgreementReport(answers: answers.answers, consensus: consensus)
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

    /// Ordinary COCO: the accepted objects, numbered from 1 by image and falling score.
    func document(info: DatasetInfo) -> DatasetDocument {
        var document = DatasetDocument(info: info, classes: answers.classes)
        for image in consensus {
            guard var row = answers.image(image.image) else { continue }
            let accepted = image.accepted
            row.status =
                image.annotators.isEmpty ? .unlabelled : accepted.isEmpty ? .labelledEmpty : .labelled
            document.images.append(row)
            for object in accepted {
                document.annotations.append(
                    DatasetAnnotation(
                        number: document.annotations.count + 1, imageNumber: row.number,
                        classNumber: answers.labelClass(object.labelID)?.number ?? 0, shape: object.shape,
                        flags: object.isCrowd ? .crowd : [], score: object.score,
                        provenance: provenance(of: object)))
            }
        }
        return document
    }

    /// How it was merged, and what was learnt about each annotator.
    var summary: MergeSummary {
        MergeSummary(
            method: settings.method,
            settings: ["iou": .number(settings.iouThreshold), "quorum": .number(settings.quorum)],
            annotators: agreement.annotators.compactMap { figures in
                guard let person = answers.annotator(figures.annotator) else { return nil }
                return MergeSummary.Annotator(
                    number: person.number, name: person.name, images: figures.images,
                    annotations: figures.shapes,
                    skill: [
                        "class_accuracy": figures.classAccuracy.value, "mean_iou": figures.meanIoU.value,
                        "precision": figures.precision.value, "recall": figures.recall.value,
                    ])
            })
    }

    private func provenance(of object: ConsensusObject) -> ConsensusProvenance {
        var edges: ConsensusProvenance.EdgeDeviation?
        if case .box = object.shape, let spread = object.edgeSpread, spread.count == 4 {
            edges = .init(left: spread[0], top: spread[1], right: spread[2], bottom: spread[3])
        }
        return ConsensusProvenance(
            existence: object.existence,
            classPosterior: object.classPosterior.map {
                .init(classNumber: answers.labelClass($0.labelID)?.number ?? 0, probability: $0.probability)
            },
            edgeDeviation: edges,
            votes: object.votes.compactMap { answers.annotation($0.annotationID)?.reference })
    }
}
