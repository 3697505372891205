import Labeling

extension ReadTransaction {
    /// Whether a project can pay for one more answer on top of what is owed and promised, with fees.
    ///
    /// Asked in the transaction that hands out the turn, so that the budget is never exceeded.
    func canPayOneMore(_ terms: PayTerms?, in project: ProjectID) throws -> Bool {
        try terms.map { try canPay($0.price, by: $0, in: project) } ?? true
    }

    /// Whether a project can pay an amount, in minor units, on top of what is owed and promised, with fees.
    func canPay(_ amount: Int, by terms: PayTerms, in project: ProjectID) throws -> Bool {
        guard let budget = terms.budget else { return true }
        let promised = try paySpent(in: project) + payCommitted(in: project)
        return terms.cost(of: promised + amount) <= budget
    }

    /// Refuses judgements of a second pass that the budget does not hold.
    func requireBudget(forSecondPasses count: Int, in project: ProjectID) throws {
        guard let terms = try workPlan(of: project).pay, terms.secondPassPrice > 0, count > 0 else { return }
        guard try canPay(count * terms.secondPassPrice, by: terms, in: project) else {
            throw BoxwoodError(
                .budgetSpent, "The project's budget is spent; nothing is judged in a second pass now.")
        }
    }
}

extension WriteTransaction {
    /// Enters what a turn promised into the ledger, once for each piece of work; nothing where no price was promised.
    func earn(
        _ id: String, _ kind: PayWork.Kind, for turn: Assignment, at time: Timestamp
    ) throws {
        guard let price = turn.price, let terms = try workPlan(of: turn.projectID).pay else { return }
        try earn(
            PayWork(
                id: PayWorkID(id), projectID: turn.projectID, accountID: turn.annotatorID,
                imageID: turn.shownAs, kind: kind, amount: price, currency: terms.currency, earnedAt: time),
            reason: "", by: turn.annotatorID)
    }

    /// Enters a judgement of a second pass into the ledger, at the price that holds now.
    func earn(for verdict: SecondPassVerdict) throws {
        guard let terms = try workPlan(of: verdict.projectID).pay, terms.secondPassPrice > 0 else { return }
        try earn(
            PayWork(
                id: PayWorkID(verdict.id.rawValue), projectID: verdict.projectID, accountID: verdict.judgeID,
                imageID: verdict.imageID, kind: .secondPass, amount: terms.secondPassPrice,
                currency: terms.currency, earnedAt: verdict.createdAt),
            reason: "", by: verdict.judgeID)
    }
}
