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
    /// Mean over images of the mean agreement of two people.
    let agreement: EstimateJSON
    let questions: [QuestionJSON]
    let fleissKappa: EstimateJSON
    let placeAlpha: EstimateJSON
    let classes: [ClassJSON]
    let vitality: [VitalityJSON]
    let copied: [CopiedJSON]
    let pairs: [PairJSON]
    let annotators: [AnnotatorJSON]

    struct PersonJSON: Encodable {
        let id: AccountID
        let name: String
    }

    /// One question about the crowd: agreement as it is, by chance, and corrected for it.
    struct QuestionJSON: Encodable {
        let id: String
        let observed: EstimateJSON
        let expected: Double?
        let coefficient: EstimateJSON
        let placesRepeat: Bool
        let note: String?

        init(_ id: String, _ answer: Coefficient) {
            self.id = id
            observed = EstimateJSON(answer.observed)
            expected = answer.expected
            coefficient = EstimateJSON(answer.value)
            placesRepeat = answer.placesRepeat
            note = answer.value.reason
        }

        static func all(found: Coefficient, named: Coefficient, placed: Coefficient, overall: Coefficient)
            -> [QuestionJSON]
        {
            [
                QuestionJSON("found", found), QuestionJSON("named", named), QuestionJSON("placed", placed),
                QuestionJSON("overall", overall),
            ]
        }
    }

    /// The same questions of one class.
    struct ClassJSON: Encodable {
        let labelId: LabelClassID
        let questions: [QuestionJSON]
    }

    /// What somebody does to the agreement: each coefficient with them, less the same without them.
    struct VitalityJSON: Encodable {
        let annotator: PersonJSON
        let found: EstimateJSON
        let named: EstimateJSON
        let placed: EstimateJSON
        let overall: EstimateJSON
    }

    /// Two people whose shapes are the same too often.
    struct CopiedJSON: Encodable {
        let a: PersonJSON
        let b: PersonJSON
        let images: Int
        let sameShapes: Int
        let sharedShapes: Int
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
        self.agreement = EstimateJSON(agreement.report.agreement)
        questions = QuestionJSON.all(
            found: agreement.report.found, named: agreement.report.named, placed: agreement.report.placed,
            overall: agreement.report.overall)
        fleissKappa = EstimateJSON(agreement.report.fleissKappa)
        placeAlpha = EstimateJSON(agreement.report.placeAlpha)
        classes = agreement.report.classes.map { figures in
            ClassJSON(
                labelId: figures.labelID,
                questions: QuestionJSON.all(
                    found: figures.found, named: figures.named, placed: figures.placed,
                    overall: figures.overall))
        }
        vitality = agreement.report.vitality.map { figures in
            VitalityJSON(
                annotator: person(figures.annotator), found: EstimateJSON(figures.found),
                named: EstimateJSON(figures.named), placed: EstimateJSON(figures.placed),
                overall: EstimateJSON(figures.overall))
        }
        copied = agreement.report.copied.map { pair in
            CopiedJSON(
                a: person(pair.a), b: person(pair.b), images: pair.images,
                sameShapes: pair.sameShapes, sharedShapes: pair.sharedShapes)
        }
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
