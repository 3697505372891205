public import Labeling

/// What one person is paid at once.
public struct PaymentLine: Hashable, Sendable {
    /// Who.
    public let accountID: AccountID
    /// Their name.
    public let name: String
    /// Their address; nil where they have none.
    public let email: String?
    /// Pieces of work, bonuses included.
    public let pieces: Int
    /// How much, in minor units, fees not included.
    public let amount: Int
    /// Of that, bonuses.
    public let bonus: Int
    /// The currency.
    public let currency: String
}

/// Lists who is to be paid what, and says that it was paid, once.
public struct PayPeople: Sendable {
    private let environment: WorkflowEnvironment
    private static let everything = 1_000_000

    /// Paying, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// What is due: all approved work that no payout has paid, a line for each person by name.
    public func due(in project: ProjectID, by principal: Principal) async throws(BoxwoodError)
        -> [PaymentLine]
    {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            return try tx.lines(
                of: tx.payWork(in: project, state: .approved, after: nil, limit: Self.everything))
        }
    }

    /// What a payout paid, a line for each person by name.
    public func lines(
        of id: PayoutID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [PaymentLine] {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard let payout = try tx.payout(id), payout.projectID == project else {
                throw BoxwoodError.notFound("payout")
            }
            return try tx.lines(of: tx.payWork(in: id))
        }
    }

    /// Says that everything due was paid; the same payout again pays nothing more.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` when nothing is due.
    public func callAsFunction(
        _ id: PayoutID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [PaymentLine] {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid("id", "A payout's identifier is a UUID in lower case.")
        }
        let now = environment.clock.now()
        return try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            if let present = try tx.payout(id) {
                guard present.projectID == project else { throw BoxwoodError.notFound("payout") }
                return try tx.lines(of: tx.payWork(in: id))
            }
            guard try !tx.payWork(in: project, state: .approved, after: nil, limit: 1).isEmpty else {
                throw BoxwoodError(.conflict, "Nothing is due.")
            }
            _ = try tx.payOut(
                Payout(id: id, projectID: project, authorID: principal.account.id, at: now))
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "pay.paid", projectID: project,
                    subject: id.rawValue, at: now))
            return try tx.lines(of: tx.payWork(in: id))
        }
    }
}

extension ReadTransaction {
    fileprivate func lines(of works: [PayWork]) throws -> [PaymentLine] {
        try Dictionary(grouping: works, by: \.accountID).map { id, works in
            let account = try account(id)
            return PaymentLine(
                accountID: id, name: account?.name ?? "deleted account", email: account?.email,
                pieces: works.count, amount: works.reduce(0) { $0 + $1.amount },
                bonus: works.filter { $0.kind == .bonus }.reduce(0) { $0 + $1.amount },
                currency: works[0].currency)
        }
        .sorted { ($0.name, $0.accountID) < ($1.name, $1.accountID) }
    }
}
