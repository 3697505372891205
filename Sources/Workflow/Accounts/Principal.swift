public import Labeling

/// Who is asking, and how far their credential reaches.
public struct Principal: Sendable {
    /// The account whose rights apply.
    public let account: Account
    /// Whether the credential may change anything.
    public let scope: APIToken.Scope
    /// The only project the credential opens, or nil for all.
    public let boundTo: ProjectID?
    /// The hash of the session's secret, where a browser is asking.
    public let sessionHash: String?

    /// A principal with all its parts.
    public init(account: Account, scope: APIToken.Scope, boundTo: ProjectID?, sessionHash: String? = nil) {
        self.account = account
        self.scope = scope
        self.boundTo = boundTo
        self.sessionHash = sessionHash
    }

    /// Refuses unless the account has this role on the server.
    func require(_ role: Role) throws(BoxwoodError) {
        guard account.role >= role, boundTo == nil else {
            throw BoxwoodError(.forbidden, "This needs the role \(role.rawValue) on the server.")
        }
    }
}

/// A project as seen by somebody who has a role in it.
public struct ProjectAccess: Sendable {
    /// The project.
    public let project: Project
    /// The strongest role the person has there.
    public let role: Role
}

extension ReadTransaction {
    /// The project, if the person may see it with at least this role.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` to strangers, whether the project exists or not;
    ///   ``BoxwoodError/Code/forbidden`` to members whose role does not suffice.
    func access(
        _ id: ProjectID, for principal: Principal, atLeast needed: Role
    ) throws -> ProjectAccess {
        guard let role = try role(of: principal, in: id), let project = try project(id) else {
            throw BoxwoodError.notFound("project")
        }
        guard role >= needed else {
            throw BoxwoodError(.forbidden, "This needs the role \(needed.rawValue) in the project.")
        }
        return ProjectAccess(project: project, role: role)
    }

    /// The person's role in a project; nil for strangers.
    func role(of principal: Principal, in project: ProjectID) throws -> Role? {
        if let bound = principal.boundTo, bound != project { return nil }
        if principal.account.role == .owner { return .owner }
        return try membership(of: principal.account.id, in: project)?.role
    }

    /// An image of the project, if the person may see the project with at least this role.
    func image(
        _ id: ImageID, in project: ProjectID, for principal: Principal, atLeast needed: Role
    ) throws -> (image: LabeledImage, access: ProjectAccess) {
        let access = try access(project, for: principal, atLeast: needed)
        guard let image = try image(id), image.projectID == project else {
            throw BoxwoodError.notFound("image")
        }
        return (image, access)
    }
}
