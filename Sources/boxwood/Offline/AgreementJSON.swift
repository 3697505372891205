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
        let kappa: Estimate
    }

    struct Copied: Encodable {
        let a: Person
        let b: Person
        let images: Int
        let sameShapes: Int
        let sharedShapes: Int
    }

    struct LabelClass: Encodable {
        let id: Int
        let name: String
        let shapes: Int
        let found: Coefficient
        let named: Coefficient
        let placed: Coefficient
        let overall: Coefficient
    }

    struct Vitality: Encodable {
        let found: Estimate
        let named: Estimate
        let placed: Estimate
        let overall: Estimate
    }

    struct Annotator: Encodable {
        let annotator: Person
        let images: Int
        let shapes: Int
        let recall: Estimate
        let precision: Estimate
        let meanIoU: Estimate
        let classAccuracy: Estimate
        let vitality: Vitality?
    }

    let images: Int
    let sharedImages: Int
    let found: Coefficient
    let named: Coefficient
    let placed: Coefficient
    let overall: Coefficient
    let fleissKappa: Estimate
    let placeAlpha: Estimate
    let matchedColumnsAlpha: Estimate
    let exchanges: Int
    let agreement: Estimate
    let classes: [LabelClass]
    let pairs: [Pair]
    let annotators: [Annotator]
    let copied: [Copied]

    init(_ report: AgreementReport, names answers: OfflineAnswers) {
        func person(_ id: AccountID) -> Person {
            let annotator = answers.annotator(id)
            return Person(id: annotator?.number ?? 0, name: annotator?.name ?? id.rawValue)
        }
        images = report.images
        sharedImages = report.sharedImages
        found = report.found
        named = report.named
        placed = report.placed
        overall = report.overall
        fleissKappa = report.fleissKappa
        placeAlpha = report.placeAlpha
        matchedColumnsAlpha = report.matchedColumns
        exchanges = report.exchanges
        agreement = report.agreement
        classes = report.classes.map { figures in
            let label = answers.labelClass(figures.labelID)
            return LabelClass(
                id: label?.number ?? 0, name: label?.name ?? figures.labelID.rawValue, shapes: figures.shapes,
                found: figures.found, named: figures.named, placed: figures.placed, overall: figures.overall)
        }
        let vitality = Dictionary(
            report.vitality.map {
                (
                    $0.annotator,
                    Vitality(found: $0.found, named: $0.named, placed: $0.placed, overall: $0.overall)
                )
            }, uniquingKeysWith: { first, _ in first })
        pairs = report.pairs.map {
            Pair(
                a: person($0.a), b: person($0.b), images: $0.images, agreement: $0.agreement, f1: $0.f1,
                meanIoU: $0.meanIoU, classAgreement: $0.classAgreement, kappa: $0.kappa)
        }
        copied = report.copied.map {
            Copied(
                a: person($0.a), b: person($0.b), images: $0.images, sameShapes: $0.sameShapes,
                sharedShapes: $0.sharedShapes)
        }
        annotators = report.annotators.map {
            Annotator(
                annotator: person($0.annotator), images: $0.images, shapes: $0.shapes, recall: $0.recall,
                precision: $0.precision, meanIoU: $0.meanIoU, classAccuracy: $0.classAccuracy,
                vitality: vitality[$0.annotator])
        }
    }
}
