public import Labeling

/// What a project pays, has spent, and owes to whom.
public struct PaySummary: Sendable {
    /// The terms in force; nil where nothing is paid.
    public let terms: PayTerms?
    /// What is owed or was paid, fees not included, in minor units.
    public let spent: Int
    /// What the turns that people hold will cost, fees not included.
    public let committed: Int
    /// Whether the budget leaves no room for one more answer.
    public let isSpent: Bool
    /// What each person earned, by name.
    public let people: [(balance: PayBalance, name: String)]
}

/// A piece of work with names, as the requester sees it.
public struct NamedPayWork: Sendable {
    /// The work.
    public let work: PayWork
    /// Who did it.
    public let name: String
    /// The image, where there is one; by its own identifier also where it had come back to the person.
    public let image: LabeledImage?

    /// Work with names.
    public init(work: PayWork, name: String, image: LabeledImage?) {
        self.work = work
        self.name = name
        self.image = image
    }
}

/// Shows what is paid, to those who pay and to those who earn.
public struct ReviewPay: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing pay, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Where the money of a project stands.
    public func callAsFunction(
        _ project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> PaySummary {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            let terms = try tx.workPlan(of: project).pay
            let people = try tx.payBalances(in: project).map {
                (balance: $0, name: try tx.displayName(of: $0.accountID, for: access))
            }
            return PaySummary(
                terms: terms, spent: try tx.paySpent(in: project),
                committed: try tx.payCommitted(in: project),
                isSpent: try !tx.canPayOneMore(terms, in: project),
                people: people.sorted { ($0.name, $0.balance.accountID) < ($1.name, $1.balance.accountID) })
        }
    }

    /// The work of a project in one state, oldest first.
    ///
    /// - Parameters:
    ///   - after: the last piece of work of the page before, or nil for the first page.
    ///   - limit: how many at most.
    public func work(
        in project: ProjectID, state: PayWork.State, after: PayWorkID?, limit: Int, by principal: Principal
    ) async throws(BoxwoodError) -> Page<NamedPayWork> {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            let found = try tx.payWork(in: project, state: state, after: after, limit: limit + 1)
            let items = try found.prefix(limit).map { work in
                NamedPayWork(
                    work: work, name: try tx.displayName(of: work.accountID, for: access),
                    image: try work.imageID.flatMap { try tx.image(shownAs: $0) })
            }
            return Page(
                items: items, next: found.count > limit ? items.last?.work.id.rawValue : nil)
        }
    }

    /// The ledger of a project, newest first, with the names of the people.
    public func ledger(
        of project: ProjectID, limit: Int, by principal: Principal
    ) async throws(BoxwoodError) -> [(entry: PayEntry, name: String)] {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            return try tx.payEntries(in: project, limit: limit).map {
                (entry: $0, name: try tx.displayName(of: $0.accountID, for: access))
            }
        }
    }

    /// What the principal earned in a project, newest first, with what they were told.
    public func earnings(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> (terms: PayTerms?, work: [PayWork]) {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            return (
                try tx.workPlan(of: project).pay, try tx.payWork(of: principal.account.id, in: project)
            )
        }
    }
}
