/// One person's turn at a ``GoldItem``, and what came of it.
public struct GoldTurn: Hashable, Sendable {
    /// The turn.
    public let assignmentID: AssignmentID
    /// The item.
    public let itemID: GoldItemID
    /// The project.
    public let projectID: ProjectID
    /// The person.
    public let annotatorID: AccountID
    /// Where they met it.
    public let purpose: GoldItem.Purpose
    /// When they were given it.
    public let createdAt: Timestamp
    /// Their answer held against the known ones; nil until it is scored.
    public var result: GoldResult?
    /// When the answer came; nil before.
    public let answeredAt: Timestamp?
    /// The attempt it belongs to; nil outside exams.
    public let examID: GoldExamID?
    /// Whether the item is doubted or gone.
    public let itemState: GoldItem.State

    /// A turn with all its properties.
    public init(
        assignmentID: AssignmentID, itemID: GoldItemID, projectID: ProjectID, annotatorID: AccountID,
        purpose: GoldItem.Purpose, createdAt: Timestamp, result: GoldResult? = nil,
        answeredAt: Timestamp? = nil, examID: GoldExamID? = nil, itemState: GoldItem.State = .active
    ) {
        self.assignmentID = assignmentID
        self.itemID = itemID
        self.projectID = projectID
        self.annotatorID = annotatorID
        self.purpose = purpose
        self.createdAt = createdAt
        self.result = result
        self.answeredAt = answeredAt
        self.examID = examID
        self.itemState = itemState
    }
}

/// An answer held against the best of the acceptable ones.
public struct GoldResult: Hashable, Sendable, Codable {
    /// A drawn shape and the known object it stands for.
    public struct Pair: Hashable, Sendable, Codable {
        /// The drawn shape.
        public let drawn: AnnotationID
        /// The known object.
        public let known: AnnotationID
        /// Their IoU, 0…1.
        public let iou: Double
        /// Whether the class is right, too.
        public let isRightClass: Bool
        /// How far the drawn edges lie outside the known ones, in pixels: left, top, right, bottom; negative inside.
        public let looseness: [Double]

        /// A pair with its figures.
        public init(
            drawn: AnnotationID, known: AnnotationID, iou: Double, isRightClass: Bool, looseness: [Double]
        ) {
            self.drawn = drawn
            self.known = known
            self.iou = iou
            self.isRightClass = isRightClass
            self.looseness = looseness
        }
    }

    /// The acceptable answer it was held against.
    public let answerID: GoldAnswerID
    /// Pairs need at least this IoU.
    public let iouThreshold: Double
    /// Found objects, whatever class they were given.
    public let pairs: [Pair]
    /// Known objects that were not found.
    public let missed: [AnnotationID]
    /// Drawn shapes that stand for nothing.
    public let extra: [AnnotationID]

    /// A result with all its parts.
    public init(
        answerID: GoldAnswerID, iouThreshold: Double, pairs: [Pair], missed: [AnnotationID],
        extra: [AnnotationID]
    ) {
        self.answerID = answerID
        self.iouThreshold = iouThreshold
        self.pairs = pairs
        self.missed = missed
        self.extra = extra
    }

    /// Objects found and given the right class.
    public var right: Int { pairs.count(where: \.isRightClass) }

    /// Objects found and given another class.
    public var wrongClass: Int { pairs.count - right }

    /// Known objects.
    public var expected: Int { pairs.count + missed.count }

    /// What is right as a share of the known objects and the extra marks together; 1 where there is neither.
    public var score: Double {
        let whole = expected + extra.count
        return whole == 0 ? 1 : Double(right) / Double(whole)
    }

    /// Mean IoU of the pairs; 0 without any.
    public var meanIoU: Double {
        pairs.isEmpty ? 0 : pairs.reduce(0) { $0 + $1.iou } / Double(pairs.count)
    }
}

/// A stretch of time in which somebody is given no work.
public struct GoldPause: Hashable, Sendable {
    /// The pause's identifier.
    public let id: GoldPauseID
    /// The project.
    public let projectID: ProjectID
    /// The person.
    public let annotatorID: AccountID
    /// Why, in a sentence.
    public let reason: String
    /// Who paused them; nil for the server.
    public let authorID: AccountID?
    /// Since when.
    public let startedAt: Timestamp
    /// Until when; nil while it lasts.
    public let endedAt: Timestamp?
    /// Who lifted it; nil for the server, and while it lasts.
    public let endedBy: AccountID?

    /// A pause with all its properties.
    public init(
        id: GoldPauseID, projectID: ProjectID, annotatorID: AccountID, reason: String, authorID: AccountID?,
        startedAt: Timestamp, endedAt: Timestamp? = nil, endedBy: AccountID? = nil
    ) {
        self.id = id
        self.projectID = projectID
        self.annotatorID = annotatorID
        self.reason = reason
        self.authorID = authorID
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.endedBy = endedBy
    }
}

/// Names a ``GoldPause``.
public typealias GoldPauseID = Identifier<GoldPause>
