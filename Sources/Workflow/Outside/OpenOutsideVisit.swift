public import Labeling

/// What a marketplace or a study says in the address of the page it opens.
public struct OutsideParameters: Sendable {
    /// The worker's name: `workerId` or `PROLIFIC_PID`.
    public var worker: String?
    /// The name that the browser of an anonymous person made up.
    public var browser: String?
    /// `assignmentId` or `SESSION_ID`.
    public var assignment: String?
    /// `hitId` or `STUDY_ID`.
    public var study: String?
    /// `turkSubmitTo`.
    public var submitTo: String?

    /// What `assignmentId` is while a worker only looks at a task.
    ///
    /// Source: Mechanical Turk developer guide, "ExternalQuestion".
    public static let preview = "ASSIGNMENT_ID_NOT_AVAILABLE"

    /// Parameters; what the page was not told is nil.
    public init(
        worker: String? = nil, browser: String? = nil, assignment: String? = nil, study: String? = nil,
        submitTo: String? = nil
    ) {
        self.worker = worker
        self.browser = browser
        self.assignment = assignment
        self.study = study
        self.submitTo = submitTo
    }
}

/// What somebody from outside gets who opens a link.
public enum OpenedOutsideLink: Sendable {
    /// They only look: what there is to do, and nothing to do it with.
    case preview(Project, labels: [LabelClass])
    /// They may work: the secret of their session, and how far their visit is.
    case visit(OutsideVisitState, secret: String, account: Account, project: Project)
}

/// Lets people from outside in.
///
/// A session runs on a token of the project that the page holds in memory: browsers keep cookies from framed pages more
/// and more, a cookie would be sent by other pages too, and two workers at one browser would share it. Who reloads the
/// page comes in by its address again and finds the same image on their desk.
public struct OpenOutsideVisit: Sendable {
    /// How long a session lasts.
    static let sessionSeconds: Int64 = 12 * 3600
    private static let keyLength = 200

    private let environment: WorkflowEnvironment

    /// Opening links, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The origins that may frame the page of a link; none for one that this server did not sign or that is over.
    public func hosts(of token: String) async throws(BoxwoodError) -> [String] {
        guard let token = OutsideToken(token, key: environment.signingKey) else { return [] }
        return try await environment.store.read { tx in
            guard let link = try tx.outsideLink(token.link), link.revokedAt == nil else { return [] }
            return try tx.outsideHosts(of: link.projectID)
        }
    }

    /// Opens a link.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` for a link that was not signed here, has expired or was revoked;
    ///   ``BoxwoodError/Code/invalid`` naming the parameter that is missing or not allowed;
    ///   ``BoxwoodError/Code/forbidden`` when as many people came as may, or this one was shut out.
    public func callAsFunction(
        _ text: String, _ parameters: OutsideParameters
    ) async throws(BoxwoodError) -> OpenedOutsideLink {
        guard let token = OutsideToken(text, key: environment.signingKey) else { throw Self.over }
        let now = environment.clock.now()
        let secret = "bw_" + environment.identifiers.secret()
        return try await environment.store.write { [environment] tx in
            guard let link = try tx.outsideLink(token.link), link.revokedAt == nil, link.expiresAt > now,
                (link.kind == .personal) == (token.worker != nil),
                let project = try tx.project(link.projectID)
            else { throw Self.over }
            if link.kind == .turk,
                parameters.assignment == nil || parameters.assignment == OutsideParameters.preview
            {
                return .preview(project, labels: try tx.labels(of: project.id))
            }
            let submitTo = try tx.submitTo(parameters.submitTo, for: link)
            let key = try Self.key(parameters.assignment, of: link)
            let study = try TextRules.text(parameters.study ?? "", field: "study", maximum: Self.keyLength)
            let name =
                switch link.kind {
                case .personal: token.worker
                case .anonymous: parameters.browser
                case .turk, .prolific: parameters.worker
                }
            let worker = try Self.worker(name, of: link)
            let account = try tx.annotator(worker, by: link, environment: environment, now: now)
            var visit = try tx.outsideVisit(to: link.id, by: account.id, key: key)
            if visit == nil {
                let begun = OutsideVisit(
                    id: environment.identifiers.identifier(), linkID: link.id, accountID: account.id,
                    outsideKey: key, studyKey: study, submitTo: submitTo, createdAt: now)
                try tx.insert(begun)
                visit = begun
            }
            guard let visit else { throw Self.over }
            try tx.forgetOutsideSessions(of: account.id, by: link.id, before: now)
            try tx.insert(
                APIToken(
                    id: environment.identifiers.identifier(), tokenHash: Secret.hash(secret),
                    accountID: account.id, name: link.tokenName, scope: .write, projectID: project.id,
                    createdAt: now, expiresAt: now.adding(seconds: Self.sessionSeconds)))
            return .visit(
                try tx.state(of: visit, at: link), secret: secret, account: account, project: project)
        }
    }

    private static let over = BoxwoodError(
        .notFound, "This link is not known here, has expired or was revoked.")

    private static func key(_ text: String?, of link: OutsideLink) throws -> String {
        switch link.kind {
        case .personal, .anonymous: return ""
        case .turk: return try TextRules.name(text ?? "", field: "assignmentId", maximum: keyLength)
        case .prolific: return try TextRules.name(text ?? "", field: "SESSION_ID", maximum: keyLength)
        }
    }

    private static func worker(_ text: String?, of link: OutsideLink) throws -> String {
        let field =
            switch link.kind {
            case .turk: "workerId"
            case .prolific: "PROLIFIC_PID"
            case .personal, .anonymous: "worker"
            }
        return try TextRules.name(text ?? "", field: field, maximum: ManageOutsideLinks.workerLength)
    }
}

extension ReadTransaction {
    /// The origin to which a marketplace wants the answer sent; it must be one that the project lists.
    fileprivate func submitTo(_ text: String?, for link: OutsideLink) throws -> String? {
        guard link.kind == .turk else { return nil }
        let origin = try OutsideOrigin.parse(text ?? "", field: "turkSubmitTo")
        guard try outsideHosts(of: link.projectID).contains(origin) else {
            throw BoxwoodError.invalid("turkSubmitTo", "The project does not list \(origin).")
        }
        return origin
    }
}

extension WriteTransaction {
    /// The annotator of this name; a new one where the link has room for more people.
    fileprivate func annotator(
        _ worker: String, by link: OutsideLink, environment: WorkflowEnvironment, now: Timestamp
    ) throws -> Account {
        if let known = try outsideWorker(worker, kind: link.kind, in: link.projectID) {
            guard try membership(of: known.accountID, in: link.projectID) != nil,
                let account = try account(known.accountID)
            else { throw BoxwoodError(.forbidden, "You do not take part in this project any more.") }
            return account
        }
        guard try outsidePeople(by: link.id) < link.capacity else {
            throw BoxwoodError(.forbidden, "As many people as this link is for have come already.")
        }
        let account = Account(
            id: environment.identifiers.identifier(), email: nil, name: "\(link.kind.rawValue):\(worker)",
            role: .annotator, passwordHash: nil, createdAt: now)
        try insert(account)
        try put(Membership(projectID: link.projectID, accountID: account.id, role: .annotator))
        try insert(
            OutsideWorker(
                projectID: link.projectID, kind: link.kind, worker: worker, accountID: account.id,
                linkID: link.id, createdAt: now))
        try append(
            AuditEvent(
                actor: account.id, action: "outside.came", projectID: link.projectID,
                subject: link.id.rawValue, at: now))
        return account
    }
}
