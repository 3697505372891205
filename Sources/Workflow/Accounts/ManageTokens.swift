public import Labeling

/// Makes, lists and revokes API tokens.
public struct ManageTokens: Sendable {
    private let environment: WorkflowEnvironment

    /// Managing tokens, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The principal's own tokens.
    public func list(by principal: Principal) async throws(BoxwoodError) -> [APIToken] {
        try await environment.store.read { tx in try tx.tokens(of: principal.account.id) }
    }

    /// Makes a token; its secret is in the answer and nowhere else.
    ///
    /// - Parameter email: whose token; only the owner may name somebody else.
    public func issue(
        name: String, scope: APIToken.Scope, project: ProjectID?, expiresInDays: Int?, email: String?,
        by principal: Principal
    ) async throws(BoxwoodError) -> (token: APIToken, secret: String) {
        let name = try TextRules.name(name, field: "name", maximum: environment.limits.nameLength)
        if let days = expiresInDays, !(1...3650).contains(days) {
            throw .invalid("expiresInDays", "A token lasts 1 to 3650 days.")
        }
        guard principal.boundTo == nil else {
            throw BoxwoodError(.forbidden, "A token that is bound to a project cannot make tokens.")
        }
        let email = email?.lowercased()
        if let email, email != principal.account.email { try principal.require(.owner) }
        let now = environment.clock.now()
        let secret = "bw_" + environment.identifiers.secret()
        return try await environment.store.write { [environment] tx in
            var account = principal.account
            if let email {
                guard let other = try tx.account(email: email) else { throw BoxwoodError.notFound("account") }
                account = other
            }
            if let project { _ = try tx.access(project, for: principal, atLeast: .annotator) }
            let token = APIToken(
                id: environment.identifiers.identifier(), tokenHash: Secret.hash(secret),
                accountID: account.id,
                name: name, scope: scope, projectID: project, createdAt: now,
                expiresAt: expiresInDays.map { now.adding(days: Int64($0)) })
            try tx.insert(token)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "token.issued", projectID: project,
                    subject: token.id.rawValue, at: now))
            return (token, secret)
        }
    }

    /// Revokes one of the principal's tokens.
    public func revoke(_ id: TokenID, by principal: Principal) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            guard try tx.deleteToken(id, of: principal.account.id) else {
                throw BoxwoodError.notFound("token")
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "token.revoked", subject: id.rawValue, at: now))
        }
    }
}
