/// How one answer was made.
public struct AnswerBehaviour: Hashable, Sendable {
    /// The answer.
    public let submissionID: SubmissionID
    /// Whose it is.
    public let annotatorID: AccountID
    /// The image.
    public let imageID: ImageID
    /// Work on it in milliseconds, idle time taken out.
    public let activeMilliseconds: Int64
    /// How many shapes it holds.
    public let shapes: Int
    /// How many edits its draft took.
    public let operations: Int
    /// How often the person turned to something else; nil where nobody counted.
    public let focusChanges: Int?

    /// A behaviour with all its figures.
    public init(
        submissionID: SubmissionID, annotatorID: AccountID, imageID: ImageID, activeMilliseconds: Int64,
        shapes: Int, operations: Int, focusChanges: Int?
    ) {
        self.submissionID = submissionID
        self.annotatorID = annotatorID
        self.imageID = imageID
        self.activeMilliseconds = activeMilliseconds
        self.shapes = shapes
        self.operations = operations
        self.focusChanges = focusChanges
    }
}

/// What somebody thought of something that stood out in a person's work; a later word replaces an earlier one.
public struct BehaviourJudgement: Hashable, Sendable {
    /// What was thought.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// It is nothing.
        case dismissed
        /// Somebody did something about it, by hand.
        case acted
        /// What was said before does not count.
        case withdrawn
    }

    /// The judgement's identifier, made by the client so that a retry is recognised.
    public let id: BehaviourJudgementID
    /// The project.
    public let projectID: ProjectID
    /// Names what stood out.
    public let flag: String
    /// Whose work.
    public let personID: AccountID
    /// What was thought.
    public let verdict: Verdict
    /// On how many images it stood out then; more of them bring it back.
    public let images: Int
    /// What the person is told; may be empty.
    public let note: String
    /// Who said it.
    public let judgeID: AccountID
    /// When.
    public let createdAt: Timestamp

    /// A judgement with all its properties.
    public init(
        id: BehaviourJudgementID, projectID: ProjectID, flag: String, personID: AccountID, verdict: Verdict,
        images: Int, note: String, judgeID: AccountID, createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.flag = flag
        self.personID = personID
        self.verdict = verdict
        self.images = images
        self.note = note
        self.judgeID = judgeID
        self.createdAt = createdAt
    }
}

/// Names a ``BehaviourJudgement``; made by the client.
public typealias BehaviourJudgementID = Identifier<BehaviourJudgement>
