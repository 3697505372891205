/// What can be asked about people and their credentials.
public protocol AccountReading {
    /// The account with this identifier.
    func account(_ id: AccountID) throws -> Account?
    /// The account with this (lower-cased) email address.
    func account(email: String) throws -> Account?
    /// All accounts with an email address, oldest first.
    func accounts() throws -> [Account]
    /// The session whose secret has this hash.
    func session(tokenHash: String) throws -> Session?
    /// The one-time link whose secret has this hash, used or not.
    func link(tokenHash: String) throws -> OneTimeLink?
    /// The API token whose secret has this hash.
    func token(hash: String) throws -> APIToken?
    /// The API tokens of an account, oldest first.
    func tokens(of account: AccountID) throws -> [APIToken]
    /// How many failed attempts are counted under a key since a moment.
    func failedAttempts(key: String, since: Timestamp) throws -> Int
}

/// What can be changed about people and their credentials.
public protocol AccountWriting {
    /// Adds an account; ``BoxwoodError/Code/conflict`` when the email address is taken.
    func insert(_ account: Account) throws
    /// Replaces an account's email, name, role and password hash.
    func update(_ account: Account) throws
    /// Adds a session.
    func insert(_ session: Session) throws
    /// Moves a session's idle end.
    func touch(sessionTokenHash: String, idleExpiresAt: Timestamp) throws
    /// Ends one session.
    func deleteSession(tokenHash: String) throws
    /// Ends all sessions of an account but one.
    func deleteSessions(of account: AccountID, except tokenHash: String?) throws
    /// Adds a one-time link.
    func insert(_ link: OneTimeLink) throws
    /// Marks a link used; returns false when it was used already.
    func consumeLink(tokenHash: String, at: Timestamp) throws -> Bool
    /// Removes links of a kind that were never used.
    func deleteUnusedLinks(kind: OneTimeLink.Kind) throws
    /// Adds an API token.
    func insert(_ token: APIToken) throws
    /// Notes when a token was last used.
    func touch(token: TokenID, at: Timestamp) throws
    /// Revokes a token of an account; returns false when there is none.
    func deleteToken(_ id: TokenID, of account: AccountID) throws -> Bool
    /// Counts a failed attempt under a key and forgets attempts before `forgetBefore`.
    func countFailedAttempt(key: String, at: Timestamp, forgetBefore: Timestamp) throws
    /// Takes back the attempt counted under a key at a moment, because it did not fail.
    func forgetAttempt(key: String, at: Timestamp) throws
    /// Forgets the failed attempts under a key.
    func clearFailedAttempts(key: String) throws
}
