/// What can be asked about projects and who works on them.
public protocol ProjectReading {
    /// The project with this identifier.
    func project(_ id: ProjectID) throws -> Project?
    /// The project with this name.
    func project(named name: String) throws -> Project?
    /// All projects, newest first.
    func projects() throws -> [Project]
    /// The classes of a project by position, retired ones included.
    func labels(of project: ProjectID) throws -> [LabelClass]
    /// A person's membership in a project.
    func membership(of account: AccountID, in project: ProjectID) throws -> Membership?
    /// The memberships of a project with their accounts, oldest account first.
    func members(of project: ProjectID) throws -> [(account: Account, membership: Membership)]
    /// The memberships of a person.
    func memberships(of account: AccountID) throws -> [Membership]
    /// How far the work has come.
    func progress(of project: ProjectID) throws -> ProjectProgress
}

/// What can be changed about projects and who works on them.
public protocol ProjectWriting {
    /// Adds a project; ``BoxwoodError/Code/conflict`` when the name is taken.
    func insert(_ project: Project) throws
    /// Replaces a project's settings where its stored revision is `expected`, and stores `expected + 1`; returns
    /// false when someone else was faster.
    func update(_ project: Project, expectedRevision expected: Int) throws -> Bool
    /// Removes a project and everything in it, the audit trail excepted.
    func deleteProject(_ id: ProjectID) throws
    /// Adds a class or replaces the one with the same identifier.
    func put(_ label: LabelClass) throws
    /// Adds a membership or changes its role.
    func put(_ membership: Membership) throws
    /// Removes a membership; returns false when there is none.
    func deleteMembership(of account: AccountID, in project: ProjectID) throws -> Bool
}
