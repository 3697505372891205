import Agreement
import Geometry
import Labeling
import Workflow

/// A conflict of the queue.
struct ConflictJSON: Encodable {
    enum State: String, Encodable {
        case open
        case decided
    }

    let id: ConflictID
    let image: ImageID
    let imageName: String
    let imageWidth: Int
    let imageHeight: Int
    let kind: QueuedConflict.Kind
    let label: LabelClassID?
    let object: String?
    let box: Box
    /// The errors that a decision is expected to take away, the minutes it is expected to take, and their quotient.
    let errors: Double
    let minutes: Double
    let gain: Double
    let state: State
    let assignee: String?
    let assigneeId: AccountID?
    let decision: DecisionJSON?

    init(_ view: ConflictView) {
        let conflict = view.row.conflict
        id = conflict.id
        image = conflict.imageID
        imageName = view.row.imageName
        imageWidth = view.row.size.width
        imageHeight = view.row.size.height
        kind = conflict.kind
        label = conflict.labelID
        object = conflict.objectID
        box = conflict.box
        errors = conflict.errors
        minutes = conflict.minutes
        gain = conflict.gain
        state = view.decision == nil ? .open : .decided
        assignee = view.assignee
        assigneeId = view.row.assignee
        decision = view.decision.map(DecisionJSON.init)
    }
}

/// A page of the queue.
struct ConflictPageJSON: Encodable {
    let total: Int
    let counts: [String: Int]
    let decided: Int
    let next: String?
    let items: [ConflictJSON]

    init(_ page: ConflictPage) {
        total = page.counts.total
        counts = Dictionary(
            uniqueKeysWithValues: QueuedConflict.Kind.allCases.map {
                ($0.rawValue, page.counts.open[$0] ?? 0)
            })
        decided = page.counts.decided
        next = page.page.next
        items = page.page.items.map(ConflictJSON.init)
    }
}

/// A conflict with what everybody drew there.
struct ConflictDetailJSON: Encodable {
    struct ShapeJSON: Encodable {
        let annotation: AnnotationID
        let shape: Shape
        let label: LabelClassID
        let attributes: [AttributeID: AttributeValue]

        init(_ annotation: Annotation) {
            self.annotation = annotation.id
            shape = annotation.shape
            label = annotation.labelID
            attributes = annotation.details.attributes
        }
    }

    struct AnswerJSON: Encodable {
        let letter: String
        let name: String?
        let annotation: AnnotationID?
        let shape: Shape?
        let label: LabelClassID?
        let attributes: [AttributeID: AttributeValue]
        let others: [ShapeJSON]
        /// The part of the place that was looked at in full size, 0…1.
        let screened: Double?

        init(_ answer: ConflictDetail.Answer) {
            letter = answer.letter
            name = answer.name
            let first = answer.shapes.first
            annotation = first?.id
            shape = first?.shape
            label = first?.labelID
            attributes = first?.details.attributes ?? [:]
            others = answer.shapes.dropFirst().map(ShapeJSON.init)
            screened = answer.screened
        }
    }

    struct MergedJSON: Encodable {
        struct ShareJSON: Encodable {
            let label: LabelClassID
            let probability: Double
        }

        let object: String
        let accepted: Bool
        let shape: Shape
        let label: LabelClassID
        /// Existence, and how probable each class is if it exists.
        let probability: Double
        let classes: [ShareJSON]
        let votes: Int

        init(_ object: ConsensusObject) {
            self.object = object.id
            accepted = object.accepted
            shape = object.shape
            label = object.labelID
            probability = object.existence
            classes = object.classPosterior.map {
                ShareJSON(label: $0.labelID, probability: $0.probability)
            }
            votes = object.votes.count
        }
    }

    let conflict: ConflictJSON
    let answers: [AnswerJSON]
    let merged: [MergedJSON]
    /// What is the matter, as plain sentences.
    let details: [String]

    private enum CodingKeys: String, CodingKey { case answers, merged, details }

    init(_ detail: ConflictDetail) {
        conflict = ConflictJSON(detail.view)
        answers = detail.answers.map(AnswerJSON.init)
        merged = detail.merged.map(MergedJSON.init)
        details = detail.details
    }

    /// Writes the conflict's own members beside the others.
    func encode(to encoder: any Encoder) throws {
        try conflict.encode(to: encoder)
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(answers, forKey: .answers)
        try object.encode(merged, forKey: .merged)
        try object.encode(details, forKey: .details)
    }
}

/// Who is to decide which conflicts.
struct AssignmentsRequest: Decodable {
    let conflicts: [ConflictID]
    /// An account, `me`, or null for nobody.
    let assignee: String?
}

/// How many conflicts were given.
struct AssignedJSON: Encodable {
    let assigned: Int
}
