/// What can be asked about audits of the consensus.
public protocol QualityAuditReading {
    /// The audit with this identifier.
    func qualityAudit(_ id: QualityAuditID) throws -> QualityAudit?
    /// The audits of a project, newest first.
    func qualityAudits(of project: ProjectID) throws -> [QualityAudit]
    /// One item of an audit.
    func item(_ number: Int, of audit: QualityAuditID) throws -> QualityAuditItem?
    /// The classes of an audit's items, by number; nil for images.
    func itemLabels(of audit: QualityAuditID) throws -> [LabelClassID?]
    /// The last judgement of each item that has one.
    func judgements(of audit: QualityAuditID) throws -> [Int: AuditJudgement]
    /// The judgement with this identifier, and the audit it belongs to.
    func judgement(_ id: AuditJudgementID) throws -> (judgement: AuditJudgement, audit: QualityAuditID)?
}

/// What can be added to audits of the consensus; nothing is ever changed.
public protocol QualityAuditWriting {
    /// Adds an audit with its items.
    func insert(_ audit: QualityAudit, items: [QualityAuditItem]) throws
    /// Adds a judgement.
    func append(_ judgement: AuditJudgement, to audit: QualityAuditID) throws
}
