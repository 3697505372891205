import Agreement
public import Labeling

/// How far somebody has come on the way to ordinary work.
public struct Qualification: Sendable {
    /// Practice images the project asks for; fewer where there are fewer.
    public let practiceWanted: Int
    /// Practice images they have done.
    public let practiced: Int
    /// Practice images that wait for them.
    public let practiceLeft: Int
    /// What the exam asks for; nil where there is none.
    public let rules: GoldSettings.Exam?
    /// Their attempts, oldest first.
    public let exams: [GoldExam]
    /// When the guidelines last asked everybody to qualify again; nil if they never did.
    public let askedAgainAt: Timestamp?
    /// Images answered in the open attempt.
    public let answered: Int
    /// Exam images they never met.
    public let examImagesLeft: Int
    /// What keeps them from beginning an attempt now; nil if nothing does.
    public let obstacle: BoxwoodError?

    /// The attempt that is not finished.
    public var open: GoldExam? { exams.first { $0.finishedAt == nil } }

    /// The attempts that count: those that were not finished before the guidelines asked everybody to qualify again.
    public var counted: [GoldExam] { exams.filter { isCounted($0) } }

    /// Whether an attempt counts.
    public func isCounted(_ exam: GoldExam) -> Bool {
        guard let askedAgainAt, let finished = exam.finishedAt else { return true }
        return finished > askedAgainAt
    }

    /// Whether they passed.
    public var hasPassed: Bool { counted.contains { $0.outcome?.isPassed == true } }

    /// Whether they passed once, and the guidelines changed so much since then that they must pass again.
    public var mustPassAgain: Bool {
        rules != nil && !hasPassed && exams.contains { $0.outcome?.isPassed == true }
    }

    /// How many attempts they have left, an open one aside; nil where there is no exam.
    public var attemptsLeft: Int? {
        rules.map { max(0, $0.attempts - counted.count { $0.finishedAt != nil }) }
    }

    /// Whether they have done the practice that is asked for.
    public var hasPracticed: Bool { practiced >= practiceWanted }

    /// Whether ordinary work is open to them.
    public var isQualified: Bool { hasPracticed && (rules == nil || hasPassed) }
}

extension ReadTransaction {
    /// How far somebody has come on the way to ordinary work; nil where the project asks for nothing.
    func qualification(
        of annotator: AccountID, in project: ProjectID, at now: Timestamp
    ) throws -> Qualification? {
        guard let settings = try goldSettings(of: project)?.settings else { return nil }
        let turns = try goldTurns(of: annotator, in: project)
        let practiceLeft = try freshGoldCount(
            for: annotator, in: project, purpose: .practice, limit: .max)
        let begun = turns.count { $0.purpose == .practice && $0.itemState == .active }
        let exams = try goldExams(of: annotator, in: project)
        let left = try freshGoldCount(for: annotator, in: project, purpose: .exam, limit: .max)
        let open = exams.first { $0.finishedAt == nil }
        let found = Qualification(
            practiceWanted: min(settings.practiceImages, practiceLeft + begun),
            practiced: turns.count { $0.purpose == .practice && $0.result != nil },
            practiceLeft: practiceLeft,
            rules: settings.exam, exams: exams,
            askedAgainAt: try lastRequalification(of: project)?.createdAt,
            answered: turns.count { $0.examID != nil && $0.examID == open?.id && $0.result != nil },
            examImagesLeft: left, obstacle: nil)
        return Qualification(
            practiceWanted: found.practiceWanted, practiced: found.practiced, practiceLeft: practiceLeft,
            rules: found.rules, exams: exams, askedAgainAt: found.askedAgainAt, answered: found.answered,
            examImagesLeft: left, obstacle: found.obstacle(at: now))
    }

    /// Refuses ordinary work to annotators who have not practised or passed what the project asks for.
    func requireQualified(_ annotator: AccountID, in access: ProjectAccess, at now: Timestamp) throws {
        guard access.role == .annotator, let settings = try goldSettings(of: access.project.id)?.settings,
            settings.practiceImages > 0 || settings.exam != nil,
            let qualification = try qualification(of: annotator, in: access.project.id, at: now),
            !qualification.isQualified
        else { return }
        if qualification.hasPracticed, qualification.mustPassAgain, let changed = qualification.askedAgainAt {
            throw BoxwoodError(
                .notQualified,
                "The guidelines changed on \(changed.rfc3339.prefix(10)); pass this project's exam again first."
            )
        }
        throw BoxwoodError(
            .notQualified,
            qualification.hasPracticed
                ? "This project asks you to pass its exam first." : "This project asks you to practise first."
        )
    }
}

extension Qualification {
    /// What keeps the person from beginning an attempt.
    fileprivate func obstacle(at now: Timestamp) -> BoxwoodError? {
        guard let rules else { return BoxwoodError.notFound("exam") }
        if hasPassed { return BoxwoodError(.conflict, "You have passed the exam already.") }
        if !hasPracticed {
            return BoxwoodError(
                .conflict, "Practice comes first: \(practiceWanted - practiced) more images.")
        }
        if counted.count >= rules.attempts {
            return BoxwoodError(.conflict, "You have used all \(rules.attempts) attempts at this exam.")
        }
        if let last = counted.compactMap(\.finishedAt).max() {
            let wait = last.adding(seconds: rules.coolDownSeconds).milliseconds - now.milliseconds
            if wait > 0 {
                return BoxwoodError(
                    .rateLimited, "The next attempt can begin later.",
                    retryAfterSeconds: Int((wait + 999) / 1_000))
            }
        }
        if examImagesLeft < rules.images {
            return BoxwoodError(
                .conflict, "The exam has no more images that you have not seen; ask the project's requester.")
        }
        return nil
    }
}
