/// What can be asked of the audit trail.
public protocol AuditReading {
    /// The events of a project, newest first.
    func auditEvents(of project: ProjectID, limit: Int) throws -> [AuditEvent]
}

/// The one thing that can be done to the audit trail.
public protocol AuditWriting {
    /// Appends an event.
    func append(_ event: AuditEvent) throws
}
