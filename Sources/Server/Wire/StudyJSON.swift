import Agreement
import Labeling
import Workflow

/// What a plan is asked for.
struct StudyRequest: Decodable {
    let errors: Double
    let images: WholeNumber?
    let pay: PayTermsJSON?
    let rules: ReplicationRules?
    /// People who share the work; missing: those of the pilot.
    let people: WholeNumber?
    /// How wide the interval of a person's gold score may be; missing: 0.2.
    let goldWidth: Double?

    var draft: StudyDraft {
        var draft = StudyDraft(
            errors: errors, images: images?.value, terms: pay?.terms, rules: rules, people: people?.value)
        draft.goldWidth = goldWidth ?? draft.goldWidth
        return draft
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

    /// A rate of gold.
    struct GoldRowJSON: Encodable {
        let rate: Double
        let perPerson: Int
        let width: Double
        /// Images that have to be gold.
        let items: Int
        let answers: Int
        let bill: PayEstimateJSON.BillJSON?
        /// With the ordinary answers.
        let together: PayEstimateJSON.BillJSON?
        let recommended: Bool

        init(_ row: StudyReport.GoldRow) {
            rate = row.plan.rate
            perPerson = row.plan.perPerson
            width = row.plan.width
            items = row.items
            answers = row.plan.answers
            bill = row.bill.map(PayEstimateJSON.BillJSON.init)
            together = row.together.map(PayEstimateJSON.BillJSON.init)
            recommended = row.isRecommended
        }
    }

    /// How much gold goes with the recommended plan, or with the largest where none is.
    struct GoldJSON: Encodable {
        let people: Int
        let width: Double
        /// What one answer of the pilot scores.
        let score: EstimateJSON
        let rates: [GoldRowJSON]

        init(_ gold: StudyReport.Gold) {
            people = gold.study.people
            width = gold.width
            score = EstimateJSON(gold.study.score)
            rates = gold.rows.map(GoldRowJSON.init)
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
    /// Missing where the pilot is too small.
    let gold: GoldJSON?

    init(_ report: StudyReport) {
        pilotImages = report.study.images
        knownImages = report.study.known
        fewestAnswers = report.study.fewestAnswers
        target = report.errors
        images = report.images
        pay = report.terms.map(PayTermsJSON.init)
        rules = report.rules
        plans = report.rows.map(RowJSON.init)
        gold = report.gold.map(GoldJSON.init)
    }
}
