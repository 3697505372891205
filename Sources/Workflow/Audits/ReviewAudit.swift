public import Labeling

/// An item of an audit with what is needed to judge it.
public struct AuditItemView: Sendable {
    /// The item.
    public let item: QualityAuditItem
    /// What was said last; nil where nothing was, or it was withdrawn.
    public let judgement: AuditJudgement?
    /// The image's name; nil where the image is gone.
    public let imageName: String?
}

/// Shows the audits of a project to those who may review it.
public struct ReviewAudit: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The audits of a project, newest first.
    public func list(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [AuditReport] {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.qualityAudits(of: project).map { try tx.report(on: $0, for: access) }
        }
    }

    /// What an audit has shown so far.
    public func callAsFunction(
        _ id: QualityAuditID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> AuditReport {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.report(on: try tx.audit(id, in: project, for: principal), for: access)
        }
    }

    /// One item of an audit.
    public func item(
        _ number: Int, of id: QualityAuditID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> AuditItemView {
        try await environment.store.read { tx in
            let audit = try tx.audit(id, in: project, for: principal)
            guard let item = try tx.item(number, of: audit.id) else { throw BoxwoodError.notFound("item") }
            let last = try tx.judgements(of: audit.id)[number]
            let image = try tx.image(item.imageID)
            return AuditItemView(
                item: item, judgement: last?.verdict == .withdrawn ? nil : last, imageName: image?.name)
        }
    }
}

extension ReadTransaction {
    func report(on audit: QualityAudit, for access: ProjectAccess) throws -> AuditReport {
        let isCurrent =
            try access.project.consensus == audit.settings
            && answersRevision(of: audit.projectID) == audit.answersRevision
        return AuditReport(
            audit, author: try displayName(of: audit.authorID, for: access), isCurrent: isCurrent,
            itemLabels: try itemLabels(of: audit.id), judgements: try judgements(of: audit.id),
            labels: try labels(of: audit.projectID))
    }
}
