import Labeling
import Workflow

/// One attempt at an exam.
struct ExamJSON: Encodable {
    let id: GoldExamID
    let number: Int
    let rules: GoldSettings.Exam
    let startedAt: String
    let finishedAt: String?
    let passed: Bool?
    let f1: Double?
    let classAccuracy: Double?

    init(_ exam: GoldExam) {
        id = exam.id
        number = exam.number
        rules = exam.rules
        startedAt = exam.startedAt.rfc3339
        finishedAt = exam.finishedAt?.rfc3339
        passed = exam.outcome?.isPassed
        f1 = exam.outcome?.f1
        classAccuracy = exam.outcome?.classAccuracy
    }
}

/// How far one has come on the way to ordinary work.
struct QualificationJSON: Encodable {
    let qualified: Bool
    let practiceWanted: Int
    let practiced: Int
    let practiceLeft: Int
    let exam: GoldSettings.Exam?
    let passed: Bool
    let attempts: [ExamJSON]
    /// Attempts that are left, an open one aside; null where there is no exam.
    let attemptsLeft: Int?
    /// When the guidelines asked everybody to qualify again: attempts finished until then do not count; null if never.
    let askedAgainAt: String?
    /// Whether one passed before that, and must pass again.
    let mustPassAgain: Bool
    /// Images answered in the open attempt; null where none is open.
    let answered: Int?
    /// What keeps one from beginning an attempt; null if nothing does.
    let obstacle: String?
    /// When the cool-down is over, in seconds from now; null outside one.
    let waitSeconds: Int?

    init(_ qualification: Qualification) {
        qualified = qualification.isQualified
        practiceWanted = qualification.practiceWanted
        practiced = qualification.practiced
        practiceLeft = qualification.practiceLeft
        exam = qualification.rules
        passed = qualification.hasPassed
        attempts = qualification.exams.map(ExamJSON.init)
        attemptsLeft = qualification.attemptsLeft
        askedAgainAt = qualification.askedAgainAt?.rfc3339
        mustPassAgain = qualification.mustPassAgain
        answered = qualification.open == nil ? nil : qualification.answered
        obstacle = qualification.rules == nil ? nil : qualification.obstacle?.message
        waitSeconds = qualification.obstacle?.retryAfterSeconds
    }
}
