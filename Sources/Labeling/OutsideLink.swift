/// A link by which people without an account draw in a project; its signature is not kept, only made and checked.
public struct OutsideLink: Hashable, Sendable {
    /// Who comes by it, and how they are known.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// People whom the requester names; each gets a link of their own.
        case personal
        /// Whoever has the link; their browser makes up a name.
        case anonymous
        /// Workers of a marketplace that speaks as Mechanical Turk did.
        case turk
        /// Participants of a study as Prolific sends them.
        case prolific
    }

    /// The link's identifier.
    public let id: OutsideLinkID
    /// The project.
    public let projectID: ProjectID
    /// What it is for, in the requester's words.
    public let name: String
    /// Who comes by it.
    public let kind: Kind
    /// How many images make a visit complete.
    public let images: Int
    /// How many people may come by it at most.
    public let capacity: Int
    /// What somebody is shown who has completed a visit; nil for nothing.
    public let completionCode: String?
    /// Where they are sent then, with `{code}` for the code; nil for nowhere.
    public let completionURL: String?
    /// When it stops working.
    public let expiresAt: Timestamp
    /// When it was revoked; nil while it was not.
    public var revokedAt: Timestamp?
    /// Who made it; nil where the account is gone.
    public let authorID: AccountID?
    /// When.
    public let createdAt: Timestamp

    /// A link with all its properties.
    public init(
        id: OutsideLinkID, projectID: ProjectID, name: String, kind: Kind, images: Int, capacity: Int,
        completionCode: String?, completionURL: String?, expiresAt: Timestamp, revokedAt: Timestamp? = nil,
        authorID: AccountID?, createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.name = name
        self.kind = kind
        self.images = images
        self.capacity = capacity
        self.completionCode = completionCode
        self.completionURL = completionURL
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.authorID = authorID
        self.createdAt = createdAt
    }
}

/// Somebody who came by an ``OutsideLink``: one annotator of the project for one name.
public struct OutsideWorker: Hashable, Sendable {
    /// The project.
    public let projectID: ProjectID
    /// Who says the name: it is theirs among people of this kind.
    public let kind: OutsideLink.Kind
    /// The name that the marketplace, the requester or the browser gave.
    public let worker: String
    /// The annotator.
    public let accountID: AccountID
    /// The link by which they came first.
    public let linkID: OutsideLinkID
    /// When.
    public let createdAt: Timestamp

    /// A worker with all their properties.
    public init(
        projectID: ProjectID, kind: OutsideLink.Kind, worker: String, accountID: AccountID,
        linkID: OutsideLinkID, createdAt: Timestamp
    ) {
        self.projectID = projectID
        self.kind = kind
        self.worker = worker
        self.accountID = accountID
        self.linkID = linkID
        self.createdAt = createdAt
    }
}

/// A person's stay at a link: one assignment of a marketplace, one session of a study, or all their stays together.
public struct OutsideVisit: Hashable, Sendable {
    /// The visit's identifier.
    public let id: OutsideVisitID
    /// The link.
    public let linkID: OutsideLinkID
    /// Who came.
    public let accountID: AccountID
    /// The marketplace's assignment or the study's session; empty for other links.
    public let outsideKey: String
    /// The marketplace's task or the study; empty for other links.
    public let studyKey: String
    /// The origin to which the marketplace wants the answer sent.
    public let submitTo: String?
    /// When it began.
    public let createdAt: Timestamp

    /// A visit with all its properties.
    public init(
        id: OutsideVisitID, linkID: OutsideLinkID, accountID: AccountID, outsideKey: String, studyKey: String,
        submitTo: String?, createdAt: Timestamp
    ) {
        self.id = id
        self.linkID = linkID
        self.accountID = accountID
        self.outsideKey = outsideKey
        self.studyKey = studyKey
        self.submitTo = submitTo
        self.createdAt = createdAt
    }
}

/// Names an ``OutsideLink``.
public typealias OutsideLinkID = Identifier<OutsideLink>
/// Names an ``OutsideVisit``.
public typealias OutsideVisitID = Identifier<OutsideVisit>
