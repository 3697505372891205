public import Labeling

/// Gives conflicts to those who are to decide them; anybody may still decide what is somebody else's.
public struct AssignConflicts: Sendable {
    /// Conflicts that one request may give.
    private static let most = 10_000

    private let environment: WorkflowEnvironment

    /// Assigning, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Gives conflicts to somebody, or to nobody.
    ///
    /// - Returns: how many there were.
    /// - Throws: ``BoxwoodError/Code/invalid`` where that person may not decide here.
    public func callAsFunction(
        _ conflicts: [ConflictID], to account: AccountID?, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> Int {
        guard conflicts.count <= Self.most else {
            throw BoxwoodError(.tooLarge, "At most \(Self.most) conflicts are given at a time.")
        }
        return try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            if let account {
                let role =
                    try tx.account(account)?.role == .owner
                    ? Role.owner : tx.membership(of: account, in: project)?.role
                guard let role, role >= .reviewer else {
                    throw BoxwoodError.invalid("assignee", "This person may not decide in this project.")
                }
            }
            return try tx.assign(conflicts, in: project, to: account)
        }
    }
}
