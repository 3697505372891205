import Agreement
public import Labeling

/// Draws a random sample of a project's consensus for people to judge.
///
/// The consensus is brought up to all answers first, and what was drawn is kept as it was.
public struct DrawAudit: Sendable {
    private let environment: WorkflowEnvironment

    /// Drawing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Draws an audit.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` where there is nothing to draw yet.
    public func callAsFunction(
        _ draft: AuditDraft, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> QualityAudit {
        try draft.check()
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
        }
        try await FitConsensus(environment).ifStale(project)
        try await RecordRun(environment)(project, by: nil, for: .audit)
        let now = environment.clock.now()
        let id = environment.identifiers.identifier(QualityAudit.self)
        let seed = draft.seed ?? environment.identifiers.seed()
        // All of it in one reading, which holds nobody up: what is drawn is the consensus of one moment.
        let (audit, items) = try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            let frame = try tx.auditFrame(of: project, unit: draft.unit)
            guard !frame.members.isEmpty else {
                throw BoxwoodError(.conflict, "There is no consensus to draw from yet.")
            }
            let count = draft.size.count(of: frame.members.count)
            guard count <= AuditDraft.mostItems else {
                throw BoxwoodError(.tooLarge, "An audit has at most \(AuditDraft.mostItems) items.")
            }
            let items = frame.drawn(count, isStratified: draft.isStratified, seed: seed)
            let audit = QualityAudit(
                id: id, projectID: project, unit: draft.unit, isStratified: draft.isStratified, seed: seed,
                size: items.count, population: frame.population, halfWidth: draft.halfWidth,
                atLeast: draft.atLeast, settings: access.project.consensus,
                fit: try tx.fit(of: project)?.digest, answersRevision: try tx.answersRevision(of: project),
                digest: frame.digest, authorID: principal.account.id, createdAt: now)
            return (audit, items)
        }
        return try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            try tx.insert(audit, items: items)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "audit.drawn", projectID: project,
                    subject: id.rawValue, at: now))
            return audit
        }
    }
}

extension IdentifierSource {
    /// A new seed for random numbers.
    fileprivate func seed() -> Int {
        let digits = identifier(QualityAudit.self).rawValue.prefix(13)
        return Int(digits, radix: 16) ?? 0
    }
}

extension ReadTransaction {
    fileprivate func auditFrame(of project: ProjectID, unit: QualityAudit.Unit) throws -> AuditFrame {
        var frame = AuditFrame()
        for image in try images(in: project, afterPosition: 0, limit: .max) {
            if let record = try consensus(image: image.id) { try frame.add(image, record, as: unit) }
        }
        return frame
    }
}
