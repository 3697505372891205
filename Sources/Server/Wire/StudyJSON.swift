import Agreement
import Labeling
import Workflow

/// What a plan is asked for.
struct StudyRequest: Decodable {
    let errors: Double
    let images: WholeNumber?
    let pay: PayTermsJSON?
    let rules: ReplicationRules?

    var draft: StudyDraft {
        StudyDraft(errors: errors, images: images?.value, terms: pay?.terms, rules: rules)
    }
}

/// What the answers say about how many people are needed.
struct StudyJSON: Encodable {
    struct RowJSON: Encodable {
        /// People for every image; missing where rules decide.
        let people: Int?
        let answersPerImage: Double
        let errors: EstimateJSON
        let trueErrors: EstimateJSON?
        let bill: PayEstimateJSON.BillJSON?
        let recommended: Bool

        init(_ row: StudyReport.Row) {
            people = if case .fixed(let people) = row.plan.way { people } else { nil }
            answersPerImage = row.plan.answers
            errors = EstimateJSON(row.plan.errors)
            trueErrors = row.plan.trueErrors.map(EstimateJSON.init)
            bill = row.bill.map(PayEstimateJSON.BillJSON.init)
            recommended = row.isRecommended
        }
    }

    /// Images of the pilot that were drawn from.
    let pilotImages: Int
    let knownImages: Int
    let fewestAnswers: Int
    let target: Double
    /// Images of the bills.
    let images: Int
    let pay: PayTermsJSON?
    let rules: ReplicationRules
    let plans: [RowJSON]

    init(_ report: StudyReport) {
        pilotImages = report.study.images
        knownImages = report.study.known
        fewestAnswers = report.study.fewestAnswers
        target = report.errors
        images = report.images
        pay = report.terms.map(PayTermsJSON.init)
        rules = report.rules
        plans = report.rows.map(RowJSON.init)
    }
}
