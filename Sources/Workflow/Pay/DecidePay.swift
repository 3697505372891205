public import Labeling

/// What is decided about work that people did.
public enum PayDecision: String, Sendable, Codable, CaseIterable {
    /// It is to be paid; final.
    case approve
    /// It is not to be paid, for a reason that the person is told; can still be approved.
    case reject
}

/// A present to somebody.
public struct BonusDraft: Sendable {
    /// Made by the client; sent again it is given once.
    public var id: PayWorkID
    /// To whom.
    public var account: AccountID
    /// How much, in minor units.
    public var amount: Int
    /// What the person is told.
    public var reason: String

    /// A wish for a bonus.
    public init(id: PayWorkID, account: AccountID, amount: Int, reason: String) {
        self.id = id
        self.account = account
        self.amount = amount
        self.reason = reason
    }
}

/// Approves and rejects work, gives presents, and says what was paid.
public struct DecidePay: Sendable {
    private let environment: WorkflowEnvironment
    private static let mostWork = 10_000

    /// Deciding about pay, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Decides about work, all of it or none.
    ///
    /// The same decision again changes nothing.
    ///
    /// - Parameter feedback: what the people are told; a rejection needs some.
    /// - Returns: how many pieces of work changed.
    /// - Throws: ``BoxwoodError/Code/conflict`` when work was approved or paid and is to be rejected.
    public func callAsFunction(
        _ decision: PayDecision, on works: [PayWorkID], feedback: String, in project: ProjectID,
        by principal: Principal
    ) async throws(BoxwoodError) -> Int {
        let feedback = try TextRules.text(feedback, field: "feedback", maximum: 2_000)
        guard decision == .approve || !feedback.isEmpty else {
            throw .invalid("feedback", "Say why the work is rejected; the person reads it.")
        }
        guard works.count <= Self.mostWork else {
            throw BoxwoodError(
                .tooLarge, "At most \(Self.mostWork) pieces of work are decided at once.", field: "works")
        }
        let now = environment.clock.now()
        return try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            var changed = 0
            for id in works {
                guard let work = try tx.payWork(id), work.projectID == project else {
                    throw BoxwoodError.notFound("work")
                }
                let (from, to): ([PayWork.State], PayWork.State) =
                    decision == .approve ? ([.pending, .rejected], .approved) : ([.pending], .rejected)
                if try tx.decide(
                    id, from: from, to: to, feedback: feedback, by: principal.account.id, at: now)
                {
                    changed += 1
                } else if decision == .reject, work.state != .rejected {
                    throw BoxwoodError(
                        .conflict, "This work was approved already; that stays.", subject: id.rawValue)
                }
            }
            return changed
        }
    }

    /// Gives somebody of the project a bonus, which is to be paid at once.
    ///
    /// - Throws: ``BoxwoodError/Code/budgetSpent`` when the budget does not hold it.
    public func bonus(
        _ draft: BonusDraft, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> PayWork {
        guard AnnotationRules.isUUID(draft.id.rawValue) else {
            throw .invalid("id", "A bonus's identifier is a UUID in lower case.")
        }
        guard (1...PayTerms.mostPrice).contains(draft.amount) else {
            throw .invalid("amount", "A bonus lies between 1 and \(PayTerms.mostPrice) minor units.")
        }
        let reason = try TextRules.text(draft.reason, field: "reason", maximum: 2_000)
        let now = environment.clock.now()
        return try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard let terms = try tx.workPlan(of: project).pay else {
                throw BoxwoodError(
                    .conflict, "The project pays nothing; say first in which currency it does.")
            }
            if let present = try tx.payWork(draft.id) {
                guard present.projectID == project, present.accountID == draft.account,
                    present.amount == draft.amount, present.kind == .bonus
                else { throw BoxwoodError.invalid("id", "This identifier was used for something else.") }
                return present
            }
            guard try tx.membership(of: draft.account, in: project) != nil else {
                throw BoxwoodError.notFound("account")
            }
            let promised = try tx.paySpent(in: project) + tx.payCommitted(in: project)
            guard terms.budget.map({ terms.cost(of: promised + draft.amount) <= $0 }) ?? true else {
                throw BoxwoodError(.budgetSpent, "The project's budget does not hold this bonus.")
            }
            let work = PayWork(
                id: draft.id, projectID: project, accountID: draft.account, imageID: nil, kind: .bonus,
                amount: draft.amount, currency: terms.currency, state: .approved, feedback: reason,
                earnedAt: now)
            try tx.earn(work, reason: reason, by: principal.account.id)
            return work
        }
    }
}
