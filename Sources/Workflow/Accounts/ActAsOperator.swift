public import Labeling

/// Acts for whoever runs this machine: the owner where there is one, else a nameless account with the same rights.
///
/// Behind the commands, which prove themselves with the token in the lock file that only the operator can read.
public struct ActAsOperator: Sendable {
    private static let id = AccountID("00000000000000000000000000000000")

    private let environment: WorkflowEnvironment

    /// Acting as operator, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The operator as a principal.
    public func callAsFunction() async throws(BoxwoodError) -> Principal {
        let found = try await environment.store.read { tx in
            try tx.accounts().first { $0.role == .owner } ?? tx.account(Self.id)
        }
        if let found { return Principal(account: found, scope: .write, boundTo: nil) }
        let account = Account(
            id: Self.id, email: nil, name: "Operator", role: .owner, passwordHash: nil,
            createdAt: environment.clock.now())
        let stored = try await environment.store.write { tx -> Account in
            if let present = try tx.account(Self.id) { return present }
            try tx.insert(account)
            return account
        }
        return Principal(account: stored, scope: .write, boundTo: nil)
    }
}
