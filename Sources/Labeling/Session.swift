/// A signed-in browser; only the SHA-256 of its cookie's secret is ever stored.
public struct Session: Hashable, Sendable {
    /// Hexadecimal SHA-256 of the secret.
    public let tokenHash: String
    /// Who is signed in.
    public let accountID: AccountID
    /// When they signed in.
    public let createdAt: Timestamp
    /// When the session ends unless it is used before.
    public var idleExpiresAt: Timestamp
    /// When the session ends in any case.
    public let expiresAt: Timestamp

    /// A session with all its properties.
    public init(
        tokenHash: String, accountID: AccountID, createdAt: Timestamp, idleExpiresAt: Timestamp,
        expiresAt: Timestamp
    ) {
        self.tokenHash = tokenHash
        self.accountID = accountID
        self.createdAt = createdAt
        self.idleExpiresAt = idleExpiresAt
        self.expiresAt = expiresAt
    }
}
