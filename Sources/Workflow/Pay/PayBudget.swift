import Labeling

extension ReadTransaction {
    /// Whether a project can pay for one more answer on top of what is owed and promised, with fees.
    ///
    /// Asked in the transaction that hands out the turn, so that the budget is never exceeded.
    func canPayOneMore(_ terms: PayTerms?, in project: ProjectID) throws -> Bool {
        guard let terms, let budget = terms.budget else { return true }
        let promised = try paySpent(in: project) + payCommitted(in: project)
        return terms.cost(of: promised + terms.price) <= budget
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
                imageID: turn.imageID, kind: kind, amount: price, currency: terms.currency, earnedAt: time),
            reason: "", by: turn.annotatorID)
    }
}
