public import Labeling

/// Takes what reviewers say about the items of an audit; answers and consensus stay as they are.
public struct JudgeAudit: Sendable {
    private let environment: WorkflowEnvironment

    /// Judging, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Adds judgements, all or none; each identifier counts once, however often it is sent.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the judgement at fault.
    public func callAsFunction(
        _ drafts: [JudgementDraft], on audit: QualityAuditID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            let audit = try tx.audit(audit, in: project, for: principal)
            for (index, draft) in drafts.enumerated() {
                try draft.check(against: audit, field: "judgements[\(index)]")
                if let known = try tx.judgement(draft.id) {
                    guard known.audit == audit.id, known.judgement.item == draft.item,
                        known.judgement.judgeID == principal.account.id
                    else { throw BoxwoodError(.conflict, "This identifier was used for another judgement.") }
                    continue
                }
                try tx.append(
                    AuditJudgement(
                        id: draft.id, item: draft.item, verdict: draft.verdict, reason: draft.reason,
                        judgeID: principal.account.id, createdAt: now), to: audit.id)
            }
        }
    }
}

/// What somebody wants to say about an item.
public struct JudgementDraft: Sendable {
    /// The judgement's identifier, made by the client.
    public let id: AuditJudgementID
    /// Which item it is about.
    public let item: Int
    /// What is said.
    public let verdict: AuditJudgement.Verdict
    /// What is wrong; nil unless something is.
    public let reason: AuditJudgement.Reason?

    /// A judgement to be.
    public init(
        id: AuditJudgementID, item: Int, verdict: AuditJudgement.Verdict, reason: AuditJudgement.Reason?
    ) {
        self.id = id
        self.item = item
        self.verdict = verdict
        self.reason = reason
    }

    fileprivate func check(against audit: QualityAudit, field: String) throws(BoxwoodError) {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid(field + ".id", "A judgement's identifier is a UUID in lower case.")
        }
        guard (1...audit.size).contains(item) else {
            throw .invalid(field + ".item", "The items of this audit are 1 to \(audit.size).")
        }
        guard (verdict == .wrong) == (reason != nil) else {
            throw .invalid(field + ".reason", "What is wrong has a reason, and nothing else has one.")
        }
        guard reason != .missed || audit.unit == .image else {
            throw .invalid(field + ".reason", "Only an image can lack an object.")
        }
    }
}

extension ReadTransaction {
    /// An audit that the principal may judge.
    func audit(
        _ id: QualityAuditID, in project: ProjectID, for principal: Principal
    ) throws -> QualityAudit {
        _ = try access(project, for: principal, atLeast: .reviewer)
        guard let audit = try qualityAudit(id), audit.projectID == project else {
            throw BoxwoodError.notFound("audit")
        }
        return audit
    }
}
