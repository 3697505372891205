import Agreement
import Geometry
import Labeling
import Workflow

/// How many judged items were right.
struct AuditFiguresJSON: Encodable {
    let right: Int
    let judged: Int
    /// Share that is right, with the interval of Clopper and Pearson.
    let accuracy: EstimateJSON
    /// The same with Wilson's interval.
    let wilson: EstimateJSON
    /// What the share of errors is at most at 95 %, one-sided.
    let errorsAtMost: Double

    init(_ figures: AuditFigures) {
        right = figures.right
        judged = figures.judged
        accuracy = EstimateJSON(figures.exact)
        wilson = EstimateJSON(figures.wilson)
        errorsAtMost = figures.errorsAtMost
    }
}

/// An audit and what it has shown so far.
struct AuditJSON: Encodable {
    let id: QualityAuditID
    let unit: QualityAudit.Unit
    let stratified: Bool
    let seed: Int
    let size: Int
    let population: Int
    let halfWidth: Double?
    let atLeast: Double?
    let createdAt: String
    let author: String
    /// Whether the consensus is still the one it was drawn from.
    let current: Bool
    let consensus: ConsensusJSON
    let figures: AuditFiguresJSON
    let waiting: Int
    /// Further items that the exact interval needs to meet the goal at the accuracy so far; null if unknown or never.
    let stillNeeded: Int?
    /// An interval that holds at every look; null where items were drawn by class.
    let anytime: EstimateJSON?
    /// Whether one may stop early.
    let verdict: AuditVerdict
    /// Whether the exact interval meets the goal once all items are judged; null before.
    let metAtPlannedSize: Bool?
    let reasons: [ReasonJSON]
    let classes: [ClassJSON]
    /// One for each item in order: `right`, `wrong`, or null.
    let verdicts: [AuditJudgement.Verdict?]

    /// The version of the consensus that was drawn from.
    struct ConsensusJSON: Encodable {
        let method: String
        let iouThreshold: Double
        let quorum: Double
        let placeWeights: PlaceWeights
        let recalibration: Recalibration
        let fit: String?
        let digest: String
    }

    struct ReasonJSON: Encodable {
        let reason: AuditJudgement.Reason
        let count: Int
    }

    struct ClassJSON: Encodable {
        let labelId: LabelClassID
        let label: String
        let population: Int
        let drawn: Int
        let figures: AuditFiguresJSON
    }

    init(_ report: AuditReport) {
        let audit = report.audit
        id = audit.id
        unit = audit.unit
        stratified = audit.isStratified
        seed = audit.seed
        size = audit.size
        population = report.population
        halfWidth = audit.halfWidth
        atLeast = audit.atLeast
        createdAt = audit.createdAt.rfc3339
        author = report.author
        current = report.isCurrent
        consensus = ConsensusJSON(
            method: audit.settings.method, iouThreshold: audit.settings.iouThreshold,
            quorum: audit.settings.quorum, placeWeights: audit.settings.weights,
            recalibration: audit.settings.recalibration, fit: audit.fit,
            digest: audit.digest)
        figures = AuditFiguresJSON(report.figures)
        waiting = report.waiting
        stillNeeded = report.goal.stillNeeded(after: report.figures)
        anytime = report.anytime.map(EstimateJSON.init)
        verdict = report.verdict
        metAtPlannedSize = report.metAtPlannedSize
        reasons = AuditJudgement.Reason.allCases.compactMap { reason in
            report.reasons[reason].map { ReasonJSON(reason: reason, count: $0) }
        }
        classes = report.classes.map { figures in
            ClassJSON(
                labelId: figures.labelID, label: report.labels[figures.labelID] ?? figures.labelID.rawValue,
                population: figures.population, drawn: figures.drawn,
                figures: AuditFiguresJSON(figures.figures))
        }
        verdicts = report.verdicts.map { $0?.verdict }
    }
}

/// One item of an audit, as it was when it was drawn.
struct AuditItemJSON: Encodable {
    let number: Int
    let imageId: ImageID
    /// Null where the image is gone.
    let imageName: String?
    let width: Int
    let height: Int
    let labelId: LabelClassID?
    let objects: [ObjectJSON]
    let verdict: AuditJudgement.Verdict?
    let reason: AuditJudgement.Reason?

    struct ObjectJSON: Encodable {
        let id: String
        let labelId: LabelClassID
        let shape: Shape
    }

    init(_ view: AuditItemView) {
        number = view.item.number
        imageId = view.item.imageID
        imageName = view.imageName
        width = view.item.size.width
        height = view.item.size.height
        labelId = view.item.labelID
        objects = view.item.objects.map { ObjectJSON(id: $0.id, labelId: $0.labelID, shape: $0.shape) }
        verdict = view.judgement?.verdict
        reason = view.judgement?.reason
    }
}

/// A wish for an audit, as a client sends it.
struct AuditRequest: Decodable {
    let unit: QualityAudit.Unit?
    let stratified: Bool?
    let items: Int?
    let percent: Double?
    let halfWidth: Double?
    let expectedAccuracy: Double?
    let atLeast: Double?
    let seed: Int?

    func draft() throws(BoxwoodError) -> AuditDraft {
        let size: AuditSize
        switch (items, percent, halfWidth) {
        case (let items?, nil, _): size = .items(items)
        case (nil, let percent?, _): size = .share(percent / 100)
        case (nil, nil, let width?): size = .halfWidth(width, accuracy: expectedAccuracy ?? 0.5)
        case (.some, .some, _): throw .invalid("percent", "Give the number of items or the percentage.")
        case (nil, nil, nil):
            throw .invalid("items", "Say how large it is by items, percent or halfWidth.")
        }
        return AuditDraft(
            unit: unit ?? .object, isStratified: stratified ?? false, size: size, halfWidth: halfWidth,
            atLeast: atLeast, seed: seed)
    }
}

/// Judgements as a client sends them.
struct JudgementsRequest: Decodable {
    let judgements: [JudgementRequest]

    struct JudgementRequest: Decodable {
        let id: AuditJudgementID
        let item: Int
        let verdict: AuditJudgement.Verdict
        let reason: AuditJudgement.Reason?
    }

    var drafts: [JudgementDraft] {
        judgements.map { JudgementDraft(id: $0.id, item: $0.item, verdict: $0.verdict, reason: $0.reason) }
    }
}
