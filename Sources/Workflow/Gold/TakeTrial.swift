import Agreement
public import Labeling

/// Practice and exams: begins them, and gives their images one after another through the same turns as real work.
public struct TakeTrial: Sendable {
    private let environment: WorkflowEnvironment

    /// Practice and exams, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Begins an attempt at the exam; one that is open goes on.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` where the project has no exam; ``BoxwoodError/Code/conflict`` where it was
    ///   passed, practice comes first, or attempts or images are used up; ``BoxwoodError/Code/rateLimited`` before the
    ///   cool-down is over; ``BoxwoodError/Code/paused`` while one is paused.
    public func begin(in project: ProjectID, by principal: Principal) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { [environment] tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            let me = principal.account.id
            try tx.requireUnpaused(me, in: project)
            guard let state = try tx.qualification(of: me, in: project, at: now), let rules = state.rules
            else { throw BoxwoodError.notFound("exam") }
            if state.open != nil { return }
            if let obstacle = state.obstacle { throw obstacle }
            let exam = GoldExam(
                id: environment.identifiers.identifier(), projectID: project, annotatorID: me,
                number: state.exams.count + 1, rules: rules, startedAt: now)
            try tx.put(exam)
            try tx.append(
                AuditEvent(
                    actor: me, action: "gold.examBegun", projectID: project, subject: exam.id.rawValue,
                    at: now))
        }
    }

    /// The next image of practice, or of the open attempt at the exam; nil when there is none.
    ///
    /// One that is held, was given back or expired comes first.
    public func next(
        _ purpose: GoldItem.Purpose, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> WorkItem? {
        let now = environment.clock.now()
        let ends = now.adding(seconds: environment.limits.leaseSeconds)
        return try await environment.store.write { [environment] tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            let me = principal.account.id
            _ = try tx.expireLeases(in: project, now: now)
            let open = try tx.goldExams(of: me, in: project).first { $0.finishedAt == nil }
            if purpose == .exam, open == nil { return nil }
            let turns = try tx.goldTurns(of: me, in: project).filter {
                $0.purpose == purpose && $0.examID == (purpose == .exam ? open?.id : nil)
            }
            for turn in turns where turn.answeredAt == nil {
                guard var held = try tx.assignment(turn.assignmentID) else { continue }
                if held.state == .leased {
                    _ = try tx.renewLease(held.id, token: held.leaseToken, expiresAt: ends)
                } else {
                    held.leaseToken = environment.identifiers.secret()
                    held.state = .leased
                    held.leaseExpiresAt = ends
                    guard try tx.claimSlot(for: held) else { continue }
                }
                held.leaseExpiresAt = ends
                return try tx.trialItem(held, answered: turns.count { $0.answeredAt != nil })
            }
            if purpose == .exam, turns.count >= open?.rules.images ?? 0 { return nil }
            guard let item = try tx.freshGold(for: me, in: project, purpose: purpose, limit: .max) else {
                return nil
            }
            let assignment = Assignment(
                id: environment.identifiers.identifier(), projectID: project, imageID: item.imageID,
                annotatorID: me, state: .leased, leaseToken: environment.identifiers.secret(),
                leaseExpiresAt: ends, createdAt: now)
            guard
                try tx.claimGold(
                    item, for: assignment, limit: .max, exam: purpose == .exam ? open?.id : nil)
            else { throw BoxwoodError(.conflict, "The image is not there any more; ask again.") }
            return try tx.trialItem(assignment, answered: turns.count)
        }
    }
}

extension ReadTransaction {
    /// What the holder of a turn in practice or an exam is shown: as in real work, and no next image.
    func trialItem(_ assignment: Assignment, answered: Int) throws -> WorkItem {
        try shownItem(assignment, extensions: 0, submitted: answered, next: nil)
    }
}

extension WriteTransaction {
    /// Brings an attempt up to date with the results of its images.
    ///
    /// It is finished with the last one, and its outcome worked out again after corrections. Images in quarantine or
    /// voided are left out.
    func settleExam(_ id: GoldExamID, at now: Timestamp) throws {
        guard var exam = try goldExam(id) else { return }
        let turns = try goldTurns(of: exam.annotatorID, in: exam.projectID).filter { $0.examID == id }
        guard turns.count >= exam.rules.images, turns.allSatisfy({ $0.result != nil }) else { return }
        let counted = turns.filter { $0.itemState == .active }.compactMap(\.result)
        let outcome = GoldExam.Outcome(of: counted, rules: exam.rules)
        guard exam.finishedAt == nil || exam.outcome != outcome else { return }
        exam.outcome = outcome
        exam.finishedAt = exam.finishedAt ?? now
        try put(exam)
        try append(
            AuditEvent(
                actor: nil, action: outcome.isPassed ? "gold.examPassed" : "gold.examFailed",
                projectID: exam.projectID, subject: id.rawValue, at: now))
    }
}
