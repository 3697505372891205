/// A piece of paid work, or a bonus, and what became of it.
public struct PayWork: Hashable, Sendable {
    /// What is paid for.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// An answer that counts.
        case answer
        /// A skipped image where that counts as an answer.
        case skip
        /// A judgement in a second pass.
        case secondPass
        /// A present of those who run the project.
        case bonus
    }

    /// Where it stands.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Earned; nobody has judged it.
        case pending
        /// To be paid.
        case approved
        /// Not to be paid; can still be approved.
        case rejected
        /// Part of a payout.
        case paid
    }

    /// The identifier of the answer or turn that earned it; of a bonus its own, made by the client.
    public let id: PayWorkID
    /// The project.
    public let projectID: ProjectID
    /// Who earned it.
    public let accountID: AccountID
    /// The image it is about, where there is one.
    public let imageID: ImageID?
    /// What is paid for.
    public let kind: Kind
    /// How much, in minor units of the currency, fees not included.
    public let amount: Int
    /// The currency's three letters.
    public let currency: String
    /// Where it stands.
    public let state: State
    /// What the person was told about it.
    public let feedback: String
    /// When it was earned.
    public let earnedAt: Timestamp

    /// Work with all its properties.
    public init(
        id: PayWorkID, projectID: ProjectID, accountID: AccountID, imageID: ImageID?, kind: Kind, amount: Int,
        currency: String, state: State = .pending, feedback: String = "", earnedAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.accountID = accountID
        self.imageID = imageID
        self.kind = kind
        self.amount = amount
        self.currency = currency
        self.state = state
        self.feedback = feedback
        self.earnedAt = earnedAt
    }
}

/// Names a ``PayWork``.
public typealias PayWorkID = Identifier<PayWork>

/// One line of the ledger, which only grows.
public struct PayEntry: Hashable, Sendable {
    /// What happened.
    public enum Event: String, Sendable, Codable, CaseIterable {
        /// Work was handed in, or a bonus given.
        case earned
        /// It is to be paid.
        case approved
        /// It is not to be paid.
        case rejected
        /// It became part of a payout.
        case paid
    }

    /// Which work.
    public let workID: PayWorkID
    /// Whose.
    public let accountID: AccountID
    /// What happened.
    public let event: Event
    /// By how much what the project spends changed, in minor units.
    public let change: Int
    /// Why, in the words of the author.
    public let reason: String
    /// Who did it; nil for the server itself.
    public let authorID: AccountID?
    /// When.
    public let at: Timestamp

    /// A line with all its properties.
    public init(
        workID: PayWorkID, accountID: AccountID, event: Event, change: Int, reason: String,
        authorID: AccountID?, at: Timestamp
    ) {
        self.workID = workID
        self.accountID = accountID
        self.event = event
        self.change = change
        self.reason = reason
        self.authorID = authorID
        self.at = at
    }
}

/// What one person earned in a project, in minor units, fees not included.
public struct PayBalance: Hashable, Sendable {
    /// Pieces of work and what they come to.
    public struct Part: Hashable, Sendable {
        /// Pieces of work.
        public var count = 0
        /// What they come to.
        public var amount = 0

        /// Nothing.
        public init() {}
    }

    /// Whose.
    public let accountID: AccountID
    /// By where the work stands; bonuses are among the approved and paid ones.
    public var parts: [PayWork.State: Part]
    /// Bonuses alone, paid or not.
    public var bonus: Part

    /// A balance with its parts.
    public init(accountID: AccountID, parts: [PayWork.State: Part] = [:], bonus: Part = Part()) {
        self.accountID = accountID
        self.parts = parts
        self.bonus = bonus
    }

    /// What is to be paid now.
    public var due: Int { parts[.approved]?.amount ?? 0 }
}

/// Money that was sent to people at once.
public struct Payout: Hashable, Sendable {
    /// Made by the client; sent again it pays nothing twice.
    public let id: PayoutID
    /// The project.
    public let projectID: ProjectID
    /// Who said that it was paid.
    public let authorID: AccountID
    /// When.
    public let at: Timestamp

    /// A payout with all its properties.
    public init(id: PayoutID, projectID: ProjectID, authorID: AccountID, at: Timestamp) {
        self.id = id
        self.projectID = projectID
        self.authorID = authorID
        self.at = at
    }
}

/// Names a ``Payout``; made by the client.
public typealias PayoutID = Identifier<Payout>
