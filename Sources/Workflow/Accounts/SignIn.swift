public import Labeling

/// A session that was just opened; the secret is shown to the browser and then forgotten.
public struct OpenedSession: Sendable {
    /// Goes into the cookie.
    public let secret: String
    /// Who is signed in.
    public let account: Account
    /// When the cookie ends at the latest.
    public let expiresAt: Timestamp
    /// The project that was joined on the way, by an invitation.
    public var joined: ProjectID?
}

/// Opens a session for an email address and a password.
public struct SignIn: Sendable {
    /// Attempts under one account in a quarter of an hour.
    static let attemptsPerAccount = 10
    /// Attempts from one address in a quarter of an hour.
    static let attemptsPerAddress = 60
    static let windowSeconds: Int64 = 900

    private let environment: WorkflowEnvironment
    private let passwords: PasswordHash

    /// Signing in, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        self.passwords = PasswordHash(logarithm: environment.limits.scryptLogarithm)
    }

    /// Checks the password and opens a session.
    ///
    /// - Parameter address: the client's network address; attempts are counted by account and by address.
    /// - Throws: ``BoxwoodError/Code/unauthorized``, the same for an unknown address and a wrong password;
    ///   ``BoxwoodError/Code/rateLimited`` after too many failures.
    public func callAsFunction(
        email: String, password: String, from address: String
    ) async throws(BoxwoodError) -> OpenedSession {
        let email = email.lowercased()
        let keys = [
            ("account:" + email, Self.attemptsPerAccount), ("address:" + address, Self.attemptsPerAddress),
        ]
        let now = environment.clock.now()
        let since = now.adding(seconds: -Self.windowSeconds)
        let account = try await environment.store.write { tx in
            for (key, limit) in keys where try tx.failedAttempts(key: key, since: since) >= limit {
                throw BoxwoodError(
                    .rateLimited, "Too many failed attempts. Wait a quarter of an hour and try again.",
                    retryAfterSeconds: Int(Self.windowSeconds))
            }
            // Counted before the slow hash, so that parallel attempts cannot slip past the limit.
            for (key, _) in keys { try tx.countFailedAttempt(key: key, at: now, forgetBefore: since) }
            return try tx.account(email: email)
        }
        let passwords = passwords
        let stored = account?.passwordHash
        let matches = try await environment.hashers.run { () throws(BoxwoodError) in
            try passwords.verify(password, against: stored)
        }
        guard matches, let account else {
            throw BoxwoodError(.unauthorized, "The email address or the password is wrong.")
        }
        return try await environment.store.write { [environment] tx in
            try tx.clearFailedAttempts(key: keys[0].0)
            try tx.forgetAttempt(key: keys[1].0, at: now)
            return try tx.openSession(for: account, environment: environment)
        }
    }
}

extension WriteTransaction {
    /// Adds a session for an account: 12 hours idle, 14 days in all.
    func openSession(for account: Account, environment: WorkflowEnvironment) throws -> OpenedSession {
        let now = environment.clock.now()
        let secret = environment.identifiers.secret()
        let session = Session(
            tokenHash: Secret.hash(secret), accountID: account.id, createdAt: now,
            idleExpiresAt: now.adding(seconds: Authenticate.idleSeconds), expiresAt: now.adding(days: 14))
        try insert(session)
        try append(
            AuditEvent(actor: account.id, action: "session.opened", subject: account.id.rawValue, at: now))
        return OpenedSession(secret: secret, account: account, expiresAt: session.expiresAt)
    }
}

/// Ends the session a browser holds.
public struct SignOut: Sendable {
    private let environment: WorkflowEnvironment

    /// Signing out, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Ends the principal's session; harmless where there is none.
    public func callAsFunction(_ principal: Principal) async throws(BoxwoodError) {
        guard let hash = principal.sessionHash else { return }
        try await environment.store.write { tx in try tx.deleteSession(tokenHash: hash) }
    }
}
