/// One person's attempt at a project's exam.
public struct GoldExam: Hashable, Sendable {
    /// The attempt's identifier.
    public let id: GoldExamID
    /// The project.
    public let projectID: ProjectID
    /// The person.
    public let annotatorID: AccountID
    /// Which of the person's attempts it is, from 1.
    public let number: Int
    /// What was asked, as it was when the attempt began.
    public let rules: GoldSettings.Exam
    /// When it began.
    public let startedAt: Timestamp
    /// When its last image was scored; nil while it is open.
    public var finishedAt: Timestamp?
    /// What came of it, also after its images' answers were corrected; nil while it is open.
    public var outcome: Outcome?

    /// What came of an attempt.
    public struct Outcome: Hashable, Sendable, Codable {
        /// Twice the right shapes divided by drawn shapes and known objects together, over all images, 0…1.
        public let f1: Double
        /// The share of found objects that were given the right class, 0…1.
        public let classAccuracy: Double
        /// Whether both are what the exam asks for.
        public let isPassed: Bool

        /// An outcome with its figures.
        public init(f1: Double, classAccuracy: Double, isPassed: Bool) {
            self.f1 = f1
            self.classAccuracy = classAccuracy
            self.isPassed = isPassed
        }
    }

    /// An attempt with all its properties.
    public init(
        id: GoldExamID, projectID: ProjectID, annotatorID: AccountID, number: Int, rules: GoldSettings.Exam,
        startedAt: Timestamp, finishedAt: Timestamp? = nil, outcome: Outcome? = nil
    ) {
        self.id = id
        self.projectID = projectID
        self.annotatorID = annotatorID
        self.number = number
        self.rules = rules
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.outcome = outcome
    }
}

/// Names a ``GoldExam``.
public typealias GoldExamID = Identifier<GoldExam>
