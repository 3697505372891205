import Geometry
import Labeling
import Workflow

/// An image with the shapes to judge on it.
struct SecondPassWorkJSON: Encodable {
    let image: ImagePart
    let total: Int
    let items: [ItemJSON]
    let labels: [LabelJSON]

    struct ItemJSON: Encodable {
        let id: String
        let labelId: LabelClassID
        let shape: Shape
    }

    init(_ work: SecondPassWork) {
        image = ImagePart(work.image)
        total = work.total
        items = work.items.map { ItemJSON(id: $0.id, labelId: $0.labelID, shape: $0.shape) }
        labels = work.labels.map(LabelJSON.init)
    }
}

/// Verdicts as a client sends them.
struct VerdictsRequest: Decodable {
    let verdicts: [VerdictRequest]

    struct VerdictRequest: Decodable {
        let id: SecondPassVerdictID
        let item: String
        let verdict: SecondPassVerdict.Verdict
        let reason: SecondPassVerdict.Reason?
        let labelId: LabelClassID?
        let shape: Shape?
        let milliseconds: WholeNumber?

        var draft: SecondPassDraft {
            SecondPassDraft(
                id: id, item: item, verdict: verdict, reason: reason, labelID: labelId, shape: shape,
                milliseconds: Int64(milliseconds?.value ?? 0))
        }
    }
}

/// What a second group said, and how far both groups can be trusted.
struct SecondPassReportJSON: Encodable {
    let source: SecondPassSettings.Source?
    let judges: Int?
    let images: Int
    let medianSeconds: Double?
    let verdicts: [String: Int]
    let reasons: [String: Int]
    let firstGroup: [DrawerJSON]
    let secondGroup: [JudgeJSON]

    struct DrawerJSON: Encodable {
        let id: AccountID
        let name: String
        /// Share of the person's shapes that were found good.
        let good: EstimateJSON
    }

    struct JudgeJSON: Encodable {
        let id: AccountID
        let name: String
        /// How often the person agrees with the other judges of the same shape.
        let agreement: EstimateJSON
        let verdicts: Int
        /// The probability that a verdict of theirs is right, by which their votes count; null until a fit has learned it.
        let accuracy: Double?
    }

    init(_ report: SecondPassReport) {
        source = report.settings?.source
        judges = report.settings?.judges
        images = report.images
        medianSeconds = report.medianSeconds
        verdicts = Dictionary(uniqueKeysWithValues: report.verdicts.map { ($0.key.rawValue, $0.value) })
        reasons = Dictionary(uniqueKeysWithValues: report.reasons.map { ($0.key.rawValue, $0.value) })
        firstGroup = report.drawers.map { DrawerJSON(id: $0.id, name: $0.name, good: EstimateJSON($0.good)) }
        secondGroup = report.judges.map {
            JudgeJSON(
                id: $0.id, name: $0.name, agreement: EstimateJSON($0.agreement), verdicts: $0.verdicts,
                accuracy: report.accuracies[$0.id])
        }
    }
}
