public import Labeling

/// A one-time link that was just made; the secret is shown once.
public struct IssuedLink: Sendable {
    /// The last part of the link.
    public let secret: String
    /// When it stops working.
    public let expiresAt: Timestamp
}

/// Makes one-time links: the owner's first, invitations, and sign-in links.
public struct IssueLink: Sendable {
    private let environment: WorkflowEnvironment

    /// Making links, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The link with which the first account, the owner's, is made; nil once there is one.
    ///
    /// Earlier unused ones stop working, so that only the link printed last does.
    public func ownerLink() async throws(BoxwoodError) -> IssuedLink? {
        try await environment.store.write { [environment] tx in
            guard try !tx.accounts().contains(where: { $0.role == .owner }) else { return nil }
            try tx.deleteUnusedLinks(kind: .owner)
            return try tx.issueLink(.owner, days: 7, environment: environment)
        }
    }

    /// A link that signs an existing account in without its password.
    public func signIn(email: String, by principal: Principal) async throws(BoxwoodError) -> IssuedLink {
        try principal.require(.owner)
        let email = email.lowercased()
        return try await environment.store.write { [environment] tx in
            guard let account = try tx.account(email: email) else { throw BoxwoodError.notFound("account") }
            return try tx.issueLink(
                .signIn, account: account.id, actor: principal.account.id, days: 7, environment: environment)
        }
    }

    /// An invitation into a project.
    ///
    /// - Parameter email: the only address that may use it; nil lets whoever has the link join.
    public func invite(
        to project: ProjectID, role: Role, email: String?, by principal: Principal
    ) async throws(BoxwoodError) -> IssuedLink {
        guard role < .owner else { throw .invalid("role", "Nobody can be invited as owner.") }
        var address: String?
        if let email { address = try TextRules.email(email, field: "email") }
        return try await environment.store.write { [environment, address] tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            return try tx.issueLink(
                .invite, email: address, project: project, role: role, actor: principal.account.id, days: 14,
                environment: environment)
        }
    }
}

extension WriteTransaction {
    /// Adds a one-time link and its line in the audit trail.
    func issueLink(
        _ kind: OneTimeLink.Kind, account: AccountID? = nil, email: String? = nil, project: ProjectID? = nil,
        role: Role? = nil, actor: AccountID? = nil, days: Int64, environment: WorkflowEnvironment
    ) throws -> IssuedLink {
        let now = environment.clock.now()
        let secret = environment.identifiers.secret()
        let link = OneTimeLink(
            tokenHash: Secret.hash(secret), kind: kind, accountID: account, email: email, projectID: project,
            role: role, createdAt: now, expiresAt: now.adding(days: days))
        try insert(link)
        let subject = account?.rawValue ?? project?.rawValue ?? "server"
        try append(
            AuditEvent(
                actor: actor, action: "link.\(kind.rawValue)", projectID: project, subject: subject, at: now))
        return IssuedLink(secret: secret, expiresAt: link.expiresAt)
    }
}
