public import Labeling

/// Finds out who is asking, from a session's secret or an API token.
public struct Authenticate: Sendable {
    static let idleSeconds: Int64 = 12 * 3600
    /// How much of the idle time passes before a use is written down, so that reading stays reading.
    static let touchSeconds: Int64 = 600

    private let environment: WorkflowEnvironment

    /// Authentication in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The person behind a session's secret; nil when it is unknown or over.
    public func session(_ secret: String) async throws(BoxwoodError) -> Principal? {
        let hash = Secret.hash(secret)
        let now = environment.clock.now()
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
        return Principal(account: account, scope: .write, boundTo: nil, sessionHash: hash)
    }

    /// The person behind an API token; nil when it is unknown, revoked or over.
    public func token(_ secret: String) async throws(BoxwoodError) -> Principal? {
        let hash = Secret.hash(secret)
        let now = environment.clock.now()
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
        return Principal(account: account, scope: token.scope, boundTo: token.projectID)
    }
}
