public import Labeling

/// Finds out who is asking, from a session's secret or an API token.
///
/// Remembers the answer for a minute at most, and not a moment longer than it holds: see ``AccessMemory``.
public struct Authenticate: Sendable {
    static let idleSeconds: Int64 = 12 * 3600
    /// How much of the idle time passes before a use is written down, so that reading stays reading.
    static let touchSeconds: Int64 = 600
    /// How long an answer is remembered.
    static let memorySeconds: Int64 = 60

    /// What somebody shows to prove who they are.
    public enum Credential: Hashable, Sendable {
        /// The secret in a browser's cookie.
        case session(String)
        /// An API token.
        case token(String)
    }

    private let environment: WorkflowEnvironment
    private let memory: AccessMemory<Credential, Principal>

    /// Authentication in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        memory = AccessMemory(of: environment.store, capacity: 10_000)
    }

    /// The person behind a credential, if that is known without asking the database.
    public func remembered(_ credential: Credential) -> Principal? {
        memory.value(for: credential, now: environment.clock.now())
    }

    /// The person behind a credential; nil when it is unknown, revoked or over.
    public func callAsFunction(_ credential: Credential) async throws(BoxwoodError) -> Principal? {
        if let principal = remembered(credential) { return principal }
        let revision = environment.store.accessRevision
        let now = environment.clock.now()
        let found: (principal: Principal, until: Timestamp)? =
            switch credential {
            case .session(let secret): try await session(secret, now: now)
            case .token(let secret): try await token(secret, now: now)
            }
        guard let found else { return nil }
        let until = min(found.until, now.adding(seconds: Self.memorySeconds))
        memory.keep(found.principal, for: credential, revision: revision, until: until)
        return found.principal
    }

    private func session(
        _ secret: String, now: Timestamp
    ) async throws(BoxwoodError) -> (principal: Principal, until: Timestamp)? {
        let hash = Secret.hash(secret)
        let found = try await environment.store.read { tx -> (Session, Account)? in
            guard let session = try tx.session(tokenHash: hash), session.expiresAt > now,
                session.idleExpiresAt > now, let account = try tx.account(session.accountID)
            else { return nil }
            return (session, account)
        }
        guard let (session, account) = found else { return nil }
        let renewed = now.adding(seconds: Self.idleSeconds)
        if renewed.milliseconds - session.idleExpiresAt.milliseconds > Self.touchSeconds * 1000 {
            try await environment.store.write { tx in
                try tx.touch(sessionTokenHash: hash, idleExpiresAt: renewed)
            }
        }
        let principal = Principal(account: account, scope: .write, boundTo: nil, sessionHash: hash)
        return (principal, min(session.expiresAt, session.idleExpiresAt))
    }

    private func token(
        _ secret: String, now: Timestamp
    ) async throws(BoxwoodError) -> (principal: Principal, until: Timestamp)? {
        let hash = Secret.hash(secret)
        let found = try await environment.store.read { tx -> (APIToken, Account)? in
            guard let token = try tx.token(hash: hash), token.expiresAt.map({ $0 > now }) ?? true,
                let account = try tx.account(token.accountID)
            else { return nil }
            return (token, account)
        }
        guard let (token, account) = found else { return nil }
        if token.lastUsedAt.map({ now.milliseconds - $0.milliseconds > 3_600_000 }) ?? true {
            try await environment.store.write { tx in try tx.touch(token: token.id, at: now) }
        }
        let principal = Principal(account: account, scope: token.scope, boundTo: token.projectID)
        return (principal, token.expiresAt ?? now.adding(seconds: Self.memorySeconds))
    }
}
