import Agreement
import Labeling
import Workflow

/// An estimate with its interval and how many values are behind it.
struct EstimateJSON: Encodable {
    let value: Double?
    let low: Double?
    let high: Double?
    let n: Int
    let reason: String?

    init(_ estimate: Estimate) {
        value = estimate.value
        low = estimate.low
        high = estimate.high
        n = estimate.n
        reason = estimate.reason
    }
}

/// How far the people of a project agree.
struct AgreementJSON: Encodable {
    let images: Int
    let sharedImages: Int
    let overall: EstimateJSON
    let pairs: [PairJSON]
    let annotators: [AnnotatorJSON]

    struct PersonJSON: Encodable {
        let id: AccountID
        let name: String
    }

    struct PairJSON: Encodable {
        let a: PersonJSON
        let b: PersonJSON
        let images: Int
        let agreement: EstimateJSON
        let meanIou: EstimateJSON
        let f1: EstimateJSON
        let classAgreement: EstimateJSON
    }

    struct AnnotatorJSON: Encodable {
        let id: AccountID
        let name: String
        let images: Int
        let shapes: Int
        let recall: EstimateJSON
        let precision: EstimateJSON
        let meanIou: EstimateJSON
        let classAccuracy: EstimateJSON
    }

    init(_ agreement: ProjectAgreement) {
        let person = { (id: AccountID) in PersonJSON(id: id, name: agreement.names[id] ?? id.rawValue) }
        images = agreement.report.images
        sharedImages = agreement.report.sharedImages
        overall = EstimateJSON(agreement.report.agreement)
        pairs = agreement.report.pairs.map { pair in
            PairJSON(
                a: person(pair.a), b: person(pair.b), images: pair.images,
                agreement: EstimateJSON(pair.agreement),
                meanIou: EstimateJSON(pair.meanIoU), f1: EstimateJSON(pair.f1),
                classAgreement: EstimateJSON(pair.classAgreement))
        }
        annotators = agreement.report.annotators.map { figures in
            AnnotatorJSON(
                id: figures.annotator, name: person(figures.annotator).name, images: figures.images,
                shapes: figures.shapes, recall: EstimateJSON(figures.recall),
                precision: EstimateJSON(figures.precision), meanIou: EstimateJSON(figures.meanIoU),
                classAccuracy: EstimateJSON(figures.classAccuracy))
        }
    }
}
