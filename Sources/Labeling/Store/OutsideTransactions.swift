/// What can be asked about people from outside.
public protocol OutsideReading {
    /// The link with this identifier.
    func outsideLink(_ id: OutsideLinkID) throws -> OutsideLink?
    /// The links of a project, newest first, with how many people came and how many answers they gave.
    func outsideLinks(of project: ProjectID) throws -> [(link: OutsideLink, people: Int, answers: Int)]
    /// How many people came by a link first.
    func outsidePeople(by link: OutsideLinkID) throws -> Int
    /// The worker of this name.
    func outsideWorker(_ worker: String, kind: OutsideLink.Kind, in project: ProjectID) throws
        -> OutsideWorker?
    /// The origins that a project lists, in order.
    func outsideHosts(of project: ProjectID) throws -> [String]
    /// The visit with this identifier.
    func outsideVisit(_ id: OutsideVisitID) throws -> OutsideVisit?
    /// The visit that a person pays for an assignment or a session.
    func outsideVisit(to link: OutsideLinkID, by account: AccountID, key: String) throws -> OutsideVisit?
    /// The answers of a visit, in the order they came.
    func outsideAnswers(of visit: OutsideVisitID) throws -> [(id: SubmissionID, digest: String)]
    /// The visit that an answer belongs to.
    func outsideVisit(of submission: SubmissionID) throws -> OutsideVisitID?
}

/// What can be changed about people from outside.
public protocol OutsideWriting {
    /// Adds a link.
    func insert(_ link: OutsideLink) throws
    /// Revokes a link and ends the sessions it opened; returns false when it was revoked already.
    func revokeOutsideLink(_ id: OutsideLinkID, at: Timestamp) throws -> Bool
    /// Adds a worker.
    func insert(_ worker: OutsideWorker) throws
    /// Replaces the origins that a project lists.
    func setOutsideHosts(_ origins: [String], of project: ProjectID) throws
    /// Adds a visit.
    func insert(_ visit: OutsideVisit) throws
    /// Counts an answer for a visit.
    func addOutsideAnswer(_ submission: SubmissionID, to visit: OutsideVisitID) throws
    /// Forgets the sessions of a person by a link that ended before a moment.
    func forgetOutsideSessions(of account: AccountID, by link: OutsideLinkID, before: Timestamp) throws
}

extension OutsideLink {
    /// The name of the tokens that the sessions of a link run on.
    public var tokenName: String { "outside \(id)" }
}
