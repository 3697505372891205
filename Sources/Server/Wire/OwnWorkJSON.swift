import Labeling
import Workflow

/// One's own answers in a project, and the turns that ended without one.
struct OwnWorkJSON: Encodable {
    let submitted: Int
    let items: [Item]
    let ended: [Turn]

    struct Item: Encodable {
        let assignmentId: AssignmentID?
        let imageId: ImageID
        let submittedAt: String
        let annotations: Int
        /// Whether it counts, or came when the image had all its answers.
        let status: Submission.Status
        let activeSeconds: Double
    }

    struct Turn: Encodable {
        let assignmentId: AssignmentID
        let imageId: ImageID
        let state: Assignment.State
        let endedAt: String?
        let reason: String?
        /// Whether there is a draft to go on with.
        let hasDraft: Bool

        init(_ turn: EndedTurn) {
            assignmentId = turn.assignment.id
            imageId = turn.assignment.shownAs
            state = turn.assignment.state
            endedAt = turn.endedAt?.rfc3339
            reason = turn.assignment.skipReason
            hasDraft = turn.operations > 0
        }
    }

    init(_ submissions: [Submission], ended: [EndedTurn]) {
        submitted = submissions.count
        items = submissions.map { submission in
            Item(
                assignmentId: submission.assignmentID, imageId: submission.shownAs,
                submittedAt: submission.receivedAt.rfc3339, annotations: submission.annotations.count,
                status: submission.status.told, activeSeconds: Double(submission.activeMilliseconds) / 1000)
        }
        self.ended = ended.map(Turn.init)
    }
}

/// One's own answer to an image.
struct OwnAnswerJSON: Encodable {
    let image: ImagePart
    let annotations: [AnnotationJSON]
}
