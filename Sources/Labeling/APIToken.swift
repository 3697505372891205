/// A secret with which a program acts for an account; shown once, stored as its SHA-256.
public struct APIToken: Hashable, Sendable {
    /// What the program may do.
    public enum Scope: String, Sendable, Codable, CaseIterable {
        /// Only requests that change nothing.
        case read
        /// Everything the account may do.
        case write
    }

    /// The token's identifier, by which it is revoked.
    public let id: TokenID
    /// Hexadecimal SHA-256 of the secret.
    public let tokenHash: String
    /// Whose rights it carries.
    public let accountID: AccountID
    /// What it is for, in the owner's words.
    public let name: String
    /// What it may do.
    public let scope: Scope
    /// The only project it opens, or nil for all.
    public let projectID: ProjectID?
    /// When it was made.
    public let createdAt: Timestamp
    /// When it stops working, or nil for never.
    public let expiresAt: Timestamp?
    /// When it last opened anything, to the hour.
    public var lastUsedAt: Timestamp?

    /// A token with all its properties.
    public init(
        id: TokenID, tokenHash: String, accountID: AccountID, name: String, scope: Scope,
        projectID: ProjectID?,
        createdAt: Timestamp, expiresAt: Timestamp?, lastUsedAt: Timestamp? = nil
    ) {
        self.id = id
        self.tokenHash = tokenHash
        self.accountID = accountID
        self.name = name
        self.scope = scope
        self.projectID = projectID
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
    }
}
