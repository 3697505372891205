import Agreement
import Formats
import Labeling

/// The figures of agreement as programs read them; each has its interval and its n.
struct AgreementJSON: Encodable {
    struct Person: Encodable {
        let id: Int
        let name: String
    }

    struct Pair: Encodable {
        let a: Person
        let b: Person
        let images: Int
        let agreement: Estimate
        let f1: Estimate
        let meanIoU: Estimate
        let classAgreement: Estimate
    }

    struct Annotator: Encodable {
        let annotator: Person
        let images: Int
        let shapes: Int
        let recall: Estimate
        let precision: Estimate
        let meanIoU: Estimate
        let classAccuracy: Estimate
    }

    let images: Int
    let sharedImages: Int
    let agreement: Estimate
    let pairs: [Pair]
    let annotators: [Annotator]

    init(_ report: AgreementReport, names answers: OfflineAnswers) {
        func person(_ id: AccountID) -> Person {
            let annotator = answers.annotator(id)
            return Person(id: annotator?.number ?? 0, name: annotator?.name ?? id.rawValue)
        }
        images = report.images
        sharedImages = report.sharedImages
        agreement = report.agreement
        pairs = report.pairs.map {
            Pair(
                a: person($0.a), b: person($0.b), images: $0.images, agreement: $0.agreement, f1: $0.f1,
                meanIoU: $0.meanIoU, classAgreement: $0.classAgreement)
        }
        annotators = report.annotators.map {
            Annotator(
                annotator: person($0.annotator), images: $0.images, shapes: $0.shapes, recall: $0.recall,
                precision: $0.precision, meanIoU: $0.meanIoU, classAccuracy: $0.classAccuracy)
        }
    }
}
