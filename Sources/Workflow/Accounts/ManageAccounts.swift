public import Labeling

/// Adds and lists accounts, and changes passwords.
public struct ManageAccounts: Sendable {
    private let environment: WorkflowEnvironment
    private let passwords: PasswordHash

    /// Managing accounts, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        passwords = PasswordHash(logarithm: environment.limits.scryptLogarithm)
    }

    /// All accounts that can sign in; only the owner may ask.
    public func list(by principal: Principal) async throws(BoxwoodError) -> [Account] {
        try principal.require(.owner)
        return try await environment.store.read { tx in try tx.accounts() }
    }

    /// Adds an account without a password, and a one-time link with which its owner signs in and chooses one.
    public func add(
        email: String, name: String?, role: Role, by principal: Principal
    ) async throws(BoxwoodError) -> (account: Account, link: IssuedLink) {
        try principal.require(.owner)
        let email = try TextRules.email(email, field: "email")
        let given = name ?? email.split(separator: "@").first.map(String.init) ?? email
        let account = Account(
            id: environment.identifiers.identifier(), email: email,
            name: try TextRules.name(given, field: "name", maximum: environment.limits.nameLength),
            role: role,
            passwordHash: nil, createdAt: environment.clock.now())
        return try await environment.store.write { [environment] tx in
            try tx.insert(account)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "account.added", subject: account.id.rawValue,
                    at: account.createdAt))
            let link = try tx.issueLink(
                .signIn, account: account.id, actor: principal.account.id, days: 14, environment: environment)
            return (account, link)
        }
    }

    /// Changes the principal's own password and ends all their other sessions.
    ///
    /// - Parameter current: the present password; nil only where none was chosen yet.
    public func changePassword(
        current: String?, new: String, by principal: Principal
    ) async throws(BoxwoodError) {
        guard principal.boundTo == nil else {
            throw BoxwoodError(.forbidden, "A token that is bound to a project cannot change the password.")
        }
        let new = try TextRules.password(new, field: "new")
        let passwords = passwords
        let stored = principal.account.passwordHash
        let hash = try await environment.hashers.run { () throws(BoxwoodError) -> String in
            if stored != nil, try !passwords.verify(current ?? "", against: stored) {
                throw BoxwoodError(.forbidden, "The present password is wrong.", field: "current")
            }
            return try passwords.make(new)
        }
        let now = environment.clock.now()
        try await environment.store.write { tx in
            var account = principal.account
            account.passwordHash = hash
            try tx.update(account)
            try tx.deleteSessions(of: account.id, except: principal.sessionHash)
            try tx.append(
                AuditEvent(
                    actor: account.id, action: "account.password", subject: account.id.rawValue, at: now))
        }
    }
}
