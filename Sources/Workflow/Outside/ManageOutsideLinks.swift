public import Labeling

/// A wish for a link.
public struct OutsideLinkDraft: Sendable {
    /// What it is for.
    public var name: String
    /// Who comes by it.
    public var kind: OutsideLink.Kind
    /// How many images make a visit complete.
    public var images: Int
    /// How many people may come.
    public var capacity: Int
    /// How many days it works.
    public var days: Int
    /// What somebody is shown in the end.
    public var completionCode: String?
    /// Where they are sent then.
    public var completionURL: String?

    /// A wish with all its parts.
    public init(
        name: String, kind: OutsideLink.Kind, images: Int = 1, capacity: Int = 1_000, days: Int = 30,
        completionCode: String? = nil, completionURL: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.images = images
        self.capacity = capacity
        self.days = days
        self.completionCode = completionCode
        self.completionURL = completionURL
    }
}

/// A link as a requester sees it.
public struct OutsideLinkView: Sendable {
    /// The link.
    public let link: OutsideLink
    /// What stands behind `/outside/`; nil for personal ones, of which each person has another.
    public let token: String?
    /// How many people came by it first.
    public let people: Int
    /// How many answers came by it.
    public let answers: Int
}

/// Makes, lists and revokes the links by which people from outside draw.
public struct ManageOutsideLinks: Sendable {
    private static let mostHosts = 20
    /// Characters of a worker's name.
    static let workerLength = 128

    private let environment: WorkflowEnvironment

    /// Managing links, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The links of a project, newest first.
    public func list(in project: ProjectID, by principal: Principal) async throws(BoxwoodError)
        -> [OutsideLinkView]
    {
        try await environment.store.read { [environment] tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            return try tx.outsideLinks(of: project).map {
                OutsideLinkView(
                    link: $0.link, token: Self.token(of: $0.link, environment), people: $0.people,
                    answers: $0.answers)
            }
        }
    }

    /// Makes a link.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the field.
    public func create(
        _ draft: OutsideLinkDraft, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> OutsideLinkView {
        let now = environment.clock.now()
        let link = OutsideLink(
            id: environment.identifiers.identifier(), projectID: project,
            name: try TextRules.name(draft.name, field: "name", maximum: environment.limits.nameLength),
            kind: draft.kind, images: try Self.number(draft.images, 1...1_000, field: "images"),
            capacity: try Self.number(draft.capacity, 1...1_000_000, field: "capacity"),
            completionCode: try draft.completionCode.map { code throws(BoxwoodError) in
                try TextRules.name(code, field: "completionCode", maximum: 200)
            },
            completionURL: try draft.completionURL.map { url throws(BoxwoodError) in try Self.address(url) },
            expiresAt: now.adding(days: Int64(try Self.number(draft.days, 1...365, field: "days"))),
            authorID: principal.account.id, createdAt: now)
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            try tx.insert(link)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "outside.linked", projectID: project,
                    subject: link.id.rawValue, at: now))
        }
        return OutsideLinkView(link: link, token: Self.token(of: link, environment), people: 0, answers: 0)
    }

    /// What stands behind `/outside/` for one person of a personal link.
    public func personal(
        _ worker: String, link id: OutsideLinkID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> String {
        let worker = try TextRules.name(worker, field: "worker", maximum: Self.workerLength)
        return try await environment.store.read { [environment] tx in
            let link = try tx.outsideLink(id, in: project, for: principal)
            guard link.kind == .personal else {
                throw BoxwoodError(.conflict, "This link is the same for everybody.")
            }
            return OutsideToken(link: link.id, worker: worker).text(key: environment.signingKey)
        }
    }

    /// Ends a link and every session it opened; answers stay.
    public func revoke(
        _ id: OutsideLinkID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            let link = try tx.outsideLink(id, in: project, for: principal)
            guard try tx.revokeOutsideLink(link.id, at: now) else { return }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "outside.revoked", projectID: project,
                    subject: link.id.rawValue, at: now))
        }
    }

    /// The origins that may frame the project's outside pages and get its people back.
    public func hosts(of project: ProjectID, by principal: Principal) async throws(BoxwoodError) -> [String] {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            return try tx.outsideHosts(of: project)
        }
    }

    /// Replaces them.
    public func setHosts(
        _ hosts: [String], of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [String] {
        guard hosts.count <= Self.mostHosts else {
            throw .invalid("hosts", "A project lists at most \(Self.mostHosts) hosts.")
        }
        var origins: Set<String> = []
        for (index, host) in hosts.enumerated() {
            origins.insert(try OutsideOrigin.parse(host, field: "hosts[\(index)]"))
        }
        let now = environment.clock.now()
        let ordered = origins.sorted()
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            try tx.setOutsideHosts(ordered, of: project)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "outside.hosts", projectID: project,
                    subject: ordered.joined(separator: " "), at: now))
        }
        return ordered
    }

    private static func token(of link: OutsideLink, _ environment: WorkflowEnvironment) -> String? {
        link.kind == .personal ? nil : OutsideToken(link: link.id).text(key: environment.signingKey)
    }

    private static func number(
        _ value: Int, _ range: ClosedRange<Int>, field: String
    ) throws(BoxwoodError) -> Int {
        guard range.contains(value) else {
            throw .invalid(field, "This is a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    private static func address(_ text: String) throws(BoxwoodError) -> String {
        let text = try TextRules.name(text, field: "completionURL", maximum: 1_000)
        guard text.contains("://"), !text.contains(where: \.isWhitespace) else {
            throw .invalid(
                "completionURL", "This is not an address such as https://example.org/done?code={code}.")
        }
        _ = try OutsideOrigin.parse(text, field: "completionURL")
        return text
    }
}

extension ReadTransaction {
    fileprivate func outsideLink(
        _ id: OutsideLinkID, in project: ProjectID, for principal: Principal
    ) throws -> OutsideLink {
        _ = try access(project, for: principal, atLeast: .requester)
        guard let link = try outsideLink(id), link.projectID == project else {
            throw BoxwoodError.notFound("link")
        }
        return link
    }
}
