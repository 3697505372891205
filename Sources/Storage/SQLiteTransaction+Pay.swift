import GRDB
import Labeling

extension SQLiteTransaction {
    private static let payColumns = """
        id, project_id, account_id, image_id, kind, amount, currency, state, feedback, earned_at
        """

    func payWork(_ id: PayWorkID) throws -> PayWork? {
        try first(
            """
            SELECT \(Self.payColumns)
            FROM pay_work
            WHERE id = ?
            """,
            [id.rawValue],
            PayWork.init
        )
    }

    func payWork(of account: AccountID, in project: ProjectID) throws -> [PayWork] {
        try all(
            """
            SELECT \(Self.payColumns)
            FROM pay_work
            WHERE account_id = ? AND project_id = ?
            ORDER BY earned_at DESC, id
            """,
            [account.rawValue, project.rawValue],
            PayWork.init
        )
    }

    func payWork(
        in project: ProjectID, state: PayWork.State, after: PayWorkID?, limit: Int
    ) throws -> [PayWork] {
        let last = try after.flatMap { try payWork($0) }
        return try all(
            """
            SELECT \(Self.payColumns)
            FROM pay_work
            WHERE project_id = ? AND state = ? AND (earned_at, id) > (?, ?)
            ORDER BY earned_at, id
            LIMIT ?
            """,
            [
                project.rawValue, state.rawValue, last?.earnedAt.milliseconds ?? Int64.min,
                last?.id.rawValue ?? "", limit,
            ],
            PayWork.init
        )
    }

    /// Cost: one pass over the person's work in the project.
    func unjudgedPayWork(of account: AccountID, in project: ProjectID) throws -> [PayWork] {
        try all(
            """
            SELECT \(Self.payColumns)
            FROM pay_work
            WHERE account_id = ? AND project_id = ? AND state = 'pending' AND kind IN ('answer', 'skip')
            ORDER BY earned_at, id
            """,
            [account.rawValue, project.rawValue],
            PayWork.init
        )
    }

    func payWorkRejectedByPause(of account: AccountID, in project: ProjectID) throws -> [PayWork] {
        try all(
            """
            SELECT \(Self.payColumns)
            FROM pay_work
            WHERE account_id = ? AND project_id = ? AND pause_id IS NOT NULL
            ORDER BY earned_at, id
            """,
            [account.rawValue, project.rawValue],
            PayWork.init
        )
    }

    func payWork(in payout: PayoutID) throws -> [PayWork] {
        try all(
            """
            SELECT \(Self.payColumns)
            FROM pay_work
            WHERE payout_id = ?
            ORDER BY account_id, earned_at, id
            """,
            [payout.rawValue],
            PayWork.init
        )
    }

    /// Cost: one pass over the project's work.
    func payBalances(in project: ProjectID) throws -> [PayBalance] {
        let rows = try all(
            """
            SELECT account_id, state, kind = 'bonus' AS is_bonus, COUNT(*) AS pieces, SUM(amount) AS amount
            FROM pay_work
            WHERE project_id = ?
            GROUP BY account_id, state, kind = 'bonus'
            ORDER BY account_id
            """,
            [project.rawValue]
        ) { row in
            (
                account: AccountID(row["account_id"]), state: try row.value("state") as PayWork.State,
                isBonus: row["is_bonus"] as Bool, count: row["pieces"] as Int, amount: row["amount"] as Int
            )
        }
        var balances: [PayBalance] = []
        for row in rows {
            if balances.last?.accountID != row.account { balances.append(PayBalance(accountID: row.account)) }
            let index = balances.count - 1
            balances[index].parts[row.state, default: .init()].count += row.count
            balances[index].parts[row.state, default: .init()].amount += row.amount
            if row.isBonus {
                balances[index].bonus.count += row.count
                balances[index].bonus.amount += row.amount
            }
        }
        return balances
    }

    func paySpent(in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT amount
            FROM pay_total
            WHERE project_id = ?
            """,
            [project.rawValue]
        )
    }

    func payCommitted(in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT SUM(price)
            FROM assignment
            WHERE project_id = ? AND state = 'leased'
            """,
            [project.rawValue]
        )
    }

    func payEntries(in project: ProjectID, limit: Int) throws -> [PayEntry] {
        try all(
            """
            SELECT work_id, account_id, event, change, reason, author_id, at
            FROM pay_entry
            WHERE project_id = ?
            ORDER BY sequence DESC
            LIMIT ?
            """,
            [project.rawValue, limit]
        ) { row in
            PayEntry(
                workID: PayWorkID(row["work_id"]), accountID: AccountID(row["account_id"]),
                event: try row.value("event"), change: row["change"], reason: row["reason"],
                authorID: row.identifier("author_id"), at: row.time("at"))
        }
    }

    func payout(_ id: PayoutID) throws -> Payout? {
        try first(
            """
            SELECT id, project_id, author_id, at
            FROM payout
            WHERE id = ?
            """,
            [id.rawValue]
        ) { row in
            Payout(
                id: PayoutID(row["id"]), projectID: ProjectID(row["project_id"]),
                authorID: AccountID(row["author_id"]), at: row.time("at"))
        }
    }

    func earn(_ work: PayWork, reason: String, by author: AccountID?) throws {
        try atomically {
            try run(
                """
                INSERT INTO pay_work
                    (id, project_id, account_id, image_id, kind, amount, currency, state, feedback, earned_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    work.id.rawValue, work.projectID.rawValue, work.accountID.rawValue,
                    work.imageID?.rawValue, work.kind.rawValue, work.amount, work.currency,
                    work.state.rawValue, work.feedback, work.earnedAt.milliseconds,
                ],
                orConflict: "This work has been paid for already."
            )
            try append(
                PayEntry(
                    workID: work.id, accountID: work.accountID, event: .earned, change: work.amount,
                    reason: reason, authorID: author, at: work.earnedAt), to: work.projectID)
        }
    }

    func decide(
        _ id: PayWorkID, from states: [PayWork.State], to state: PayWork.State, feedback: String,
        by author: AccountID?, at time: Timestamp
    ) throws -> Bool {
        try decide(id, from: states, to: state, feedback: feedback, by: author, because: nil, at: time)
    }

    func reject(_ id: PayWorkID, because pause: GoldPause, at time: Timestamp) throws -> Bool {
        try decide(
            id, from: [.pending], to: .rejected, feedback: pause.reason, by: nil, because: pause.id, at: time)
    }

    private func decide(
        _ id: PayWorkID, from states: [PayWork.State], to state: PayWork.State, feedback: String,
        by author: AccountID?, because pause: GoldPauseID?, at time: Timestamp
    ) throws -> Bool {
        guard let work = try payWork(id), states.contains(work.state) else { return false }
        return try atomically {
            let decided = try run(
                """
                UPDATE pay_work
                SET state = ?, feedback = ?, pause_id = ?
                WHERE id = ? AND state = ?
                """,
                [state.rawValue, feedback, pause?.rawValue, id.rawValue, work.state.rawValue]
            )
            guard decided == 1 else { return false }
            let (was, isNow) = (work.state == .rejected, state == .rejected)
            try append(
                PayEntry(
                    workID: id, accountID: work.accountID, event: state.event,
                    change: was == isNow ? 0 : isNow ? -work.amount : work.amount, reason: feedback,
                    authorID: author, at: time), to: work.projectID)
            return true
        }
    }

    func payOut(_ payout: Payout) throws -> Int {
        try atomically {
            try run(
                """
                INSERT INTO payout (id, project_id, author_id, at)
                VALUES (?, ?, ?, ?)
                """,
                [
                    payout.id.rawValue, payout.projectID.rawValue, payout.authorID.rawValue,
                    payout.at.milliseconds,
                ],
                orConflict: "There is a payout with this identifier already."
            )
            try run(
                """
                INSERT INTO pay_entry (project_id, work_id, account_id, event, change, reason, author_id, at)
                SELECT project_id, id, account_id, 'paid', 0, '', ?, ?
                FROM pay_work
                WHERE project_id = ? AND state = 'approved'
                ORDER BY earned_at, id
                """,
                [payout.authorID.rawValue, payout.at.milliseconds, payout.projectID.rawValue]
            )
            return try run(
                """
                UPDATE pay_work
                SET state = 'paid', payout_id = ?
                WHERE project_id = ? AND state = 'approved'
                """,
                [payout.id.rawValue, payout.projectID.rawValue]
            )
        }
    }

    private func append(_ entry: PayEntry, to project: ProjectID) throws {
        try run(
            """
            INSERT INTO pay_entry (project_id, work_id, account_id, event, change, reason, author_id, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                project.rawValue, entry.workID.rawValue, entry.accountID.rawValue, entry.event.rawValue,
                entry.change, entry.reason, entry.authorID?.rawValue, entry.at.milliseconds,
            ]
        )
    }
}

extension PayWork.State {
    /// What moving work into this state is called in the ledger.
    fileprivate var event: PayEntry.Event {
        switch self {
        case .pending: .earned
        case .approved: .approved
        case .rejected: .rejected
        case .paid: .paid
        }
    }
}

extension PayWork {
    init(row: Row) throws {
        self.init(
            id: PayWorkID(row["id"]), projectID: ProjectID(row["project_id"]),
            accountID: AccountID(row["account_id"]), imageID: row.identifier("image_id"),
            kind: try row.value("kind"), amount: row["amount"], currency: row["currency"],
            state: try row.value("state"), feedback: row["feedback"], earnedAt: row.time("earned_at"))
    }
}
