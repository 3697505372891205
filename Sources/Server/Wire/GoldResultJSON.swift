import Agreement
import Geometry
import Labeling
import Workflow

/// What came of a turn at a known answer, in figures.
struct GoldTurnJSON: Encodable {
    let assignmentId: AssignmentID
    let purpose: GoldItem.Purpose
    let examId: GoldExamID?
    let answeredAt: String?
    let score: Double
    let right: Int
    let wrongClass: Int
    let missed: Int
    let extra: Int
    /// Whether it counts in the person's score.
    let counted: Bool

    init?(_ turn: GoldTurn) {
        guard let result = turn.result else { return nil }
        assignmentId = turn.assignmentID
        purpose = turn.purpose
        examId = turn.examID
        answeredAt = turn.answeredAt?.rfc3339
        score = result.score
        right = result.right
        wrongClass = result.wrongClass
        missed = result.missed.count
        extra = result.extra.count
        counted = turn.purpose == .stream && turn.itemState == .active
    }
}

/// Somebody who met gold.
struct GoldPersonJSON: Encodable {
    let annotatorId: AccountID
    let name: String
    let score: EstimateJSON
    let pause: PauseJSON?
    let exams: [ExamJSON]
    let turns: [GoldTurnJSON]

    init(_ report: GoldPersonReport) {
        annotatorId = report.account
        name = report.name
        score = EstimateJSON(report.standing.score)
        pause = report.pause.map(PauseJSON.init)
        exams = report.exams.map(ExamJSON.init)
        turns = report.turns.compactMap(GoldTurnJSON.init)
    }
}

/// A stretch of time in which somebody is given no work.
struct PauseJSON: Encodable {
    let reason: String
    let since: String
    /// Whether the server paused them, and not a person.
    let automatic: Bool

    init(_ pause: GoldPause) {
        reason = pause.reason
        since = pause.startedAt.rfc3339
        automatic = pause.authorID == nil
    }
}

/// An answer beside the known one, shape by shape.
struct GoldResultJSON: Encodable {
    let turn: GoldTurnJSON
    let iouThreshold: Double
    let image: ImagePart
    let labels: [LabelJSON]
    let drawn: [AnnotationJSON]
    let known: [GoldPartJSON]
    let pairs: [PairJSON]
    let missed: [AnnotationID]
    let extra: [AnnotationID]
    let dispute: GoldDisputeJSON?
    /// Whether one may decide about it.
    let decidable: Bool

    struct PairJSON: Encodable {
        let drawn: AnnotationID
        let known: AnnotationID
        let iou: Double
        let rightClass: Bool
        /// Pixels that the left, top, right and bottom edge lie outside the known ones; negative inside.
        let looseness: [Double]
    }

    init?(_ view: GoldResultView) {
        guard let turn = GoldTurnJSON(view.turn) else { return nil }
        self.turn = turn
        iouThreshold = view.result.iouThreshold
        image = ImagePart(view.image)
        labels = view.labels.map(LabelJSON.init)
        drawn = view.drawn.map(AnnotationJSON.init)
        known = view.known.parts.map(GoldPartJSON.init)
        pairs = view.result.pairs.map { pair in
            PairJSON(
                drawn: pair.drawn, known: pair.known, iou: pair.iou, rightClass: pair.isRightClass,
                looseness: pair.looseness)
        }
        missed = view.result.missed
        extra = view.result.extra
        dispute = view.dispute.map { GoldDisputeJSON($0) }
        decidable = view.isDecidable
    }
}

/// What somebody may see of their own gold.
struct OwnGoldJSON: Encodable {
    let qualification: QualificationJSON?
    let pause: PauseJSON?
    let score: EstimateJSON?
    let results: [GoldTurnJSON]
    let notices: [GoldNoticeJSON]

    init(_ own: OwnGold) {
        qualification = own.qualification.map(QualificationJSON.init)
        pause = own.pause.map(PauseJSON.init)
        score = own.standing.map { EstimateJSON($0.score) }
        results = own.turns.compactMap(GoldTurnJSON.init)
        notices = own.notices.map(GoldNoticeJSON.init)
    }
}
