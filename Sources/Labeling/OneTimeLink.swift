/// A link that works once: the owner's first sign-in, an invitation, or a sign-in without password.
public struct OneTimeLink: Hashable, Sendable {
    /// What the link is for.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Makes the first account, the server's owner.
        case owner
        /// Joins a project, making an account first where there is none.
        case invite
        /// Signs an existing account in.
        case signIn
    }

    /// Hexadecimal SHA-256 of the secret in the link.
    public let tokenHash: String
    /// What the link is for.
    public let kind: Kind
    /// For ``Kind/signIn``: who.
    public let accountID: AccountID?
    /// For ``Kind/invite``: the only address that may use it, where given.
    public let email: String?
    /// For ``Kind/invite``: the project to join.
    public let projectID: ProjectID?
    /// For ``Kind/invite``: the role in that project.
    public let role: Role?
    /// When the link was made.
    public let createdAt: Timestamp
    /// When the link stops working.
    public let expiresAt: Timestamp
    /// When it was used; it does not work again.
    public var usedAt: Timestamp?

    /// A link with all its properties.
    public init(
        tokenHash: String, kind: Kind, accountID: AccountID? = nil, email: String? = nil,
        projectID: ProjectID? = nil, role: Role? = nil, createdAt: Timestamp, expiresAt: Timestamp,
        usedAt: Timestamp? = nil
    ) {
        self.tokenHash = tokenHash
        self.kind = kind
        self.accountID = accountID
        self.email = email
        self.projectID = projectID
        self.role = role
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }
}
