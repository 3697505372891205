import Agreement
import Labeling

/// The figures of an evaluation as programs read them.
struct EvaluationJSON: Encodable {
    struct ClassRow: Encodable {
        let name: String
        let truths: Int
        let ap: Double
        let ap50: Double
        let ap75: Double
    }

    let images: Int
    let truths: Int
    let annotations: Int
    let ap: Double?
    let ap50: Double?
    let ap75: Double?
    let ar100: Double?
    let f1At50: Estimate
    let f1At75: Estimate
    let precision: Estimate
    let recall: Estimate
    let meanIoU: Estimate
    let errorsPerImage: Estimate
    let classes: [ClassRow]

    init(_ evaluation: Evaluation) {
        images = evaluation.images
        truths = evaluation.truths
        annotations = evaluation.claims
        ap = evaluation.averagePrecision
        ap50 = evaluation.averagePrecision50
        ap75 = evaluation.averagePrecision75
        ar100 = evaluation.averageRecall
        f1At50 = evaluation.at50.f1
        f1At75 = evaluation.at75.f1
        precision = evaluation.at50.precision
        recall = evaluation.at50.recall
        meanIoU = evaluation.at50.meanIoU
        errorsPerImage = evaluation.at50.errorsPerImage
        classes = evaluation.classes.map {
            ClassRow(
                name: $0.labelID.rawValue, truths: $0.truths, ap: $0.averagePrecision,
                ap50: $0.averagePrecision50,
                ap75: $0.averagePrecision75)
        }
    }
}
