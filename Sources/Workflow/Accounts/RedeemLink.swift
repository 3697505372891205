public import Labeling

/// What a one-time link would do, shown before it is used.
public struct LinkPreview: Sendable {
    /// What the link is for.
    public let kind: OneTimeLink.Kind
    /// The address it is bound to, or of the account it signs in.
    public let email: String?
    /// The project it leads into.
    public let projectName: String?
    /// The role it gives there.
    public let role: Role?
    /// Whether an account must be made first.
    public let needsAccount: Bool
}

/// The account that a link's user wants.
public struct NewAccount: Sendable {
    /// Email address.
    public let email: String
    /// The name others see.
    public let name: String
    /// Password, 8 to 128 bytes.
    public let password: String

    /// A wish for an account.
    public init(email: String, name: String, password: String) {
        self.email = email
        self.name = name
        self.password = password
    }
}

/// Looks at one-time links and uses them up.
public struct RedeemLink: Sendable {
    private let environment: WorkflowEnvironment
    private let passwords: PasswordHash

    /// Redeeming links, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        passwords = PasswordHash(logarithm: environment.limits.scryptLogarithm)
    }

    /// What the link would do.
    ///
    /// - Parameter principal: who is signed in already, if anybody: they need no new account.
    public func inspect(_ secret: String, as principal: Principal?) async throws(BoxwoodError) -> LinkPreview
    {
        let now = environment.clock.now()
        return try await environment.store.read { tx in
            let link = try tx.usableLink(secret, now: now)
            let account = try link.accountID.flatMap(tx.account)
            return LinkPreview(
                kind: link.kind, email: link.email ?? account?.email,
                projectName: try link.projectID.flatMap(tx.project)?.name, role: link.role,
                needsAccount: link.kind == .owner || (link.kind == .invite && principal == nil))
        }
    }

    /// Uses the link up: makes the account where one is needed, joins the project, opens a session.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` when the link is unknown, used or over;
    ///   ``BoxwoodError/Code/invalid`` naming the field; ``BoxwoodError/Code/conflict`` when the address has an
    ///   account already.
    public func callAsFunction(
        _ secret: String, account wanted: NewAccount?, as principal: Principal?
    ) async throws(BoxwoodError) -> OpenedSession {
        let preview = try await inspect(secret, as: principal)
        var created: Account?
        if preview.needsAccount {
            guard let wanted else {
                throw .invalid("email", "Choose an email address, a name and a password.")
            }
            let role: Role = preview.kind == .owner ? .owner : .annotator
            created = try await account(wanted, role: role)
        }
        let now = environment.clock.now()
        return try await environment.store.write { [environment, created] tx in
            let link = try tx.usableLink(secret, now: now)
            guard try tx.consumeLink(tokenHash: link.tokenHash, at: now) else {
                throw BoxwoodError.notFound("link")
            }
            let account = try tx.user(of: link, created: created, principal: principal)
            if let bound = link.email, bound != account.email {
                throw BoxwoodError.invalid("email", "This invitation is for \(bound).")
            }
            if created != nil { try tx.insert(account) }
            if let project = link.projectID, let role = link.role {
                let present = try tx.membership(of: account.id, in: project)?.role
                try tx.put(
                    Membership(
                        projectID: project, accountID: account.id, role: max(role, present ?? .annotator)))
            }
            try tx.append(
                AuditEvent(
                    actor: account.id, action: "link.redeemed", projectID: link.projectID,
                    subject: link.kind.rawValue, at: now))
            var session = try tx.openSession(for: account, environment: environment)
            session.joined = link.projectID
            return session
        }
    }

    private func account(_ wanted: NewAccount, role: Role) async throws(BoxwoodError) -> Account {
        let email = try TextRules.email(wanted.email, field: "email")
        let name = try TextRules.name(wanted.name, field: "name", maximum: environment.limits.nameLength)
        let password = try TextRules.password(wanted.password, field: "password")
        let passwords = passwords
        let hash = try await environment.hashers.run { () throws(BoxwoodError) in try passwords.make(password)
        }
        return Account(
            id: environment.identifiers.identifier(), email: email, name: name, role: role,
            passwordHash: hash,
            createdAt: environment.clock.now())
    }
}

extension ReadTransaction {
    fileprivate func usableLink(_ secret: String, now: Timestamp) throws -> OneTimeLink {
        guard let link = try link(tokenHash: Secret.hash(secret)), link.usedAt == nil, link.expiresAt > now
        else {
            throw BoxwoodError(.notFound, "This link was used already, has expired, or was never made.")
        }
        return link
    }

    fileprivate func user(of link: OneTimeLink, created: Account?, principal: Principal?) throws -> Account {
        if let created { return created }
        if let id = link.accountID, let account = try account(id) { return account }
        if let principal { return principal.account }
        throw BoxwoodError.notFound("account")
    }
}
