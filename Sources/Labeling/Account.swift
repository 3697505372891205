/// A person known to the server, or the author of imported answers (then without an email address).
public struct Account: Hashable, Sendable {
    /// The account's identifier.
    public let id: AccountID
    /// Lower-cased email address; nil for the author of imported or simulated answers, who cannot sign in.
    public var email: String?
    /// The name others see.
    public var name: String
    /// What this person may do on the server as a whole.
    public var role: Role
    /// The scrypt hash in PHC string form; nil until a password is chosen.
    public var passwordHash: String?
    /// When the account was made.
    public let createdAt: Timestamp

    /// An account with all its properties.
    public init(
        id: AccountID, email: String?, name: String, role: Role, passwordHash: String?, createdAt: Timestamp
    ) {
        self.id = id
        self.email = email
        self.name = name
        self.role = role
        self.passwordHash = passwordHash
        self.createdAt = createdAt
    }
}

/// A person's role in one project.
public struct Membership: Hashable, Sendable {
    /// The project.
    public let projectID: ProjectID
    /// The person.
    public let accountID: AccountID
    /// What they may do there.
    public var role: Role

    /// A membership with all its properties.
    public init(projectID: ProjectID, accountID: AccountID, role: Role) {
        self.projectID = projectID
        self.accountID = accountID
        self.role = role
    }
}
