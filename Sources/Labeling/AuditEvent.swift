/// One line of the audit trail, which only grows: who did what to which thing, and when.
public struct AuditEvent: Hashable, Sendable {
    /// Who; nil for the server itself.
    public let actor: AccountID?
    /// What was done, for example `submission.accepted`.
    public let action: String
    /// The project it concerns, where there is one.
    public let projectID: ProjectID?
    /// The identifier of the thing it was done to.
    public let subject: String
    /// When.
    public let at: Timestamp

    /// An event with all its properties.
    public init(
        actor: AccountID?, action: String, projectID: ProjectID? = nil, subject: String, at: Timestamp
    ) {
        self.actor = actor
        self.action = action
        self.projectID = projectID
        self.subject = subject
        self.at = at
    }
}
