public import Labeling

/// One person of a project and how much they have answered.
public struct MemberDetail: Sendable {
    /// The person.
    public let account: Account
    /// Their role in the project.
    public let role: Role
    /// Answers of theirs that count.
    public let submitted: Int
}

/// Lists, adds and removes the people of a project.
public struct ManageMembers: Sendable {
    private let environment: WorkflowEnvironment

    /// Managing members, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The people of a project.
    public func list(of project: ProjectID, by principal: Principal) async throws(BoxwoodError)
        -> [MemberDetail]
    {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            let counts = try tx.submissionCounts(in: project)
            return try tx.members(of: project).map { account, membership in
                MemberDetail(account: account, role: membership.role, submitted: counts[account.id] ?? 0)
            }
        }
    }

    /// Gives an existing account a role in the project.
    public func add(
        email: String, role: Role, to project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> MemberDetail {
        guard role < .owner else {
            throw .invalid("role", "A project has requesters, reviewers and annotators.")
        }
        let email = email.lowercased()
        let now = environment.clock.now()
        return try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard let account = try tx.account(email: email) else {
                throw BoxwoodError.invalid(
                    "email", "Nobody has an account with this address; invite them instead.")
            }
            try tx.put(Membership(projectID: project, accountID: account.id, role: role))
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "member.\(role.rawValue)", projectID: project,
                    subject: account.id.rawValue, at: now))
            return MemberDetail(
                account: account, role: role, submitted: try tx.submissionCounts(in: project)[account.id] ?? 0
            )
        }
    }

    /// Takes a person out of the project; their answers stay.
    public func remove(
        _ account: AccountID, from project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            for assignment in try tx.leasedAssignments(of: account, in: project) {
                _ = try tx.endTurn(
                    assignment.id, as: .returned, reason: nil, at: now, keepsSlot: false)
            }
            guard try tx.deleteMembership(of: account, in: project) else {
                throw BoxwoodError.notFound("member")
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "member.removed", projectID: project,
                    subject: account.rawValue, at: now))
        }
    }
}
