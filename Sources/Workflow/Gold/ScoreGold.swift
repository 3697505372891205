import Agreement
public import Labeling
import Logging

/// Holds answers against the known ones, and pauses or lets go whom the scores say.
public struct ScoreGold: Sendable {
    private let environment: WorkflowEnvironment

    /// Scoring, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Scores a turn after its answer came; failure is logged, the answer stands and ``catchUp()`` tries again.
    func afterAnswer(to assignment: AssignmentID) async {
        do throws(BoxwoodError) {
            try await score(assignment)
        } catch {
            environment.logger.error(
                "scoring failed", metadata: ["assignment": "\(assignment)", "error": "\(error)"])
        }
    }

    /// Scores the turns that were answered and never scored, for instance after a crash.
    public func catchUp() async throws(BoxwoodError) {
        for assignment in try await environment.store.read({ tx in try tx.unscoredGoldTurns() }) {
            try await score(assignment)
        }
    }

    /// Scores one turn, if it is one at known answers and was answered; again when these were changed in between.
    private func score(_ assignment: AssignmentID) async throws(BoxwoodError) {
        let now = environment.clock.now()
        while true {
            let ground = try await environment.store.read { tx in try tx.goldGround(of: assignment) }
            guard let ground, let result = ground.result else { return }
            let isCurrent = try await environment.store.write { [environment] tx -> Bool in
                guard let item = try tx.goldItem(ground.item.id) else { return true }
                guard item.revision == ground.item.revision else { return false }
                try tx.put(result, of: assignment)
                try tx.checkHealth(of: item.id, at: now, identifiers: environment.identifiers)
                if let exam = ground.turn.examID { try tx.settleExam(exam, at: now) }
                try tx.settlePause(
                    of: ground.turn.annotatorID, in: item.projectID, at: now,
                    identifiers: environment.identifiers)
                return true
            }
            guard isCurrent else { continue }
            return try await FollowRules(environment).followFailures(in: ground.turn.projectID)
        }
    }
}

/// What the score of a turn is made from.
struct GoldGround: Sendable {
    let turn: GoldTurn
    let item: GoldItem
    let submission: Submission
    let iouThreshold: Double

    /// The answer against the best of the acceptable ones.
    var result: GoldResult? {
        GoldComparison.best(submission.annotations, against: item.answers, iouThreshold: iouThreshold)
    }
}

extension ReadTransaction {
    /// What the score of a turn is made from; nil where it is no gold, or not answered.
    func goldGround(of assignment: AssignmentID) throws -> GoldGround? {
        guard let turn = try goldTurn(assignment), let item = try goldItem(turn.itemID),
            let submission = try submission(of: assignment), let project = try project(turn.projectID)
        else { return nil }
        return GoldGround(
            turn: turn, item: item, submission: submission,
            iouThreshold: try turn.examID.flatMap { try goldExam($0)?.rules.iouThreshold }
                ?? project.consensus.iouThreshold)
    }

    /// How a person does on the known answers in their work.
    ///
    /// - Parameter after: leaves out what was answered until then.
    func goldStanding(
        of annotator: AccountID, in project: ProjectID, after: Timestamp? = nil
    ) throws -> GoldStanding {
        GoldStanding(
            scores: try goldTurns(of: annotator, in: project)
                .filter { turn in
                    guard let after, let answered = turn.answeredAt else { return true }
                    return answered > after
                }
                .scores)
    }
}

extension GoldTurn {
    /// Whether its result counts in the person's score: met in their work, and its item is not doubted.
    var isCounted: Bool { purpose == .stream && itemState == .active && result != nil }
}

extension [GoldTurn] {
    /// The scores of those that count, in the order of the answers.
    var scores: [Double] {
        filter(\.isCounted)
            .sorted { ($0.answeredAt ?? .init(milliseconds: 0)) < ($1.answeredAt ?? .init(milliseconds: 0)) }
            .compactMap { $0.result?.score }
    }
}

extension WriteTransaction {
    /// Pauses a person whose score asks for it; ends a pause of the server's that the score asks for no more.
    ///
    /// After somebody lifted a pause only later answers count. Pay follows; see
    /// ``settlePay(of:in:reason:at:identifiers:)``.
    func settlePause(
        of annotator: AccountID, in project: ProjectID, at now: Timestamp, identifiers: IdentifierSource
    ) throws {
        try pauseByScore(annotator, in: project, at: now, identifiers: identifiers)
        try noteFailure(of: annotator, in: project)
    }

    private func pauseByScore(
        _ annotator: AccountID, in project: ProjectID, at now: Timestamp, identifiers: IdentifierSource
    ) throws {
        guard let settings = try goldSettings(of: project)?.settings else { return }
        try settlePause(of: annotator, in: project, by: settings, at: now, identifiers: identifiers)
        try settlePay(
            of: annotator, in: project,
            reason: "Your work is not paused any more; this waits for judgement again.", at: now,
            identifiers: identifiers)
    }

    private func settlePause(
        of annotator: AccountID, in project: ProjectID, by settings: GoldSettings, at now: Timestamp,
        identifiers: IdentifierSource
    ) throws {
        let pauses = try goldPauses(of: annotator, in: project)
        let lasting = pauses.first { $0.endedAt == nil }
        let lifted = pauses.filter { $0.endedBy != nil }.compactMap(\.endedAt).max()
        let standing = try goldStanding(of: annotator, in: project, after: lifted)
        if let ground = standing.ground(toPauseBy: settings) {
            guard lasting == nil else { return }
            let pause = GoldPause(
                id: identifiers.identifier(), projectID: project, annotatorID: annotator,
                reason: Self.sentence(ground, of: standing, settings), authorID: nil, startedAt: now)
            guard try insert(pause) else { return }
            try append(
                AuditEvent(
                    actor: nil, action: "gold.paused", projectID: project, subject: annotator.rawValue,
                    at: now))
        } else if let lasting, lasting.authorID == nil {
            guard try endPause(of: annotator, in: project, at: now, by: nil) else { return }
            try insert(
                GoldNotice(
                    id: identifiers.identifier(), projectID: project, annotatorID: annotator,
                    kind: .pauseEnded,
                    assignmentID: nil, detail: "", createdAt: now))
            try append(
                AuditEvent(
                    actor: nil, action: "gold.unpaused", projectID: project, subject: annotator.rawValue,
                    at: now))
        }
    }

    private static func sentence(
        _ score: Estimate, of standing: GoldStanding, _ settings: GoldSettings
    ) -> String {
        func percent(_ value: Double?) -> Int { Int(((value ?? 0) * 100).rounded()) }
        let which =
            score.n < standing.score.n ? "last \(score.n) answers to images" : "answers to \(score.n) images"
        return """
            your \(which) whose answer is known score \(percent(score.value)) %, between \
            \(percent(score.low)) and \(percent(score.high)) %; the project asks for \
            \(percent(settings.threshold)) %.
            """
    }
}
