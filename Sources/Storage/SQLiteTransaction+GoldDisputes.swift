import GRDB
import Labeling

extension SQLiteTransaction {
    private static let disputes = """
        SELECT id, project_id, item_id, assignment_id, annotator_id, reason, created_at, ruling, reply, decided_at
        FROM gold_dispute
        """

    func goldDispute(_ id: GoldDisputeID) throws -> GoldDispute? {
        try first(
            """
            \(Self.disputes)
            WHERE id = ?
            """,
            [id.rawValue],
            GoldDispute.init
        )
    }

    func goldDispute(of assignment: AssignmentID) throws -> GoldDispute? {
        try first(
            """
            \(Self.disputes)
            WHERE assignment_id = ?
            """,
            [assignment.rawValue],
            GoldDispute.init
        )
    }

    func goldDisputes(in project: ProjectID) throws -> [GoldDispute] {
        try all(
            """
            \(Self.disputes)
            WHERE project_id = ?
            ORDER BY created_at DESC, id DESC
            """,
            [project.rawValue],
            GoldDispute.init
        )
    }

    func insert(_ dispute: GoldDispute) throws {
        try run(
            """
            INSERT INTO gold_dispute (id, project_id, item_id, assignment_id, annotator_id, reason, created_at, reply)
            VALUES (?, ?, ?, ?, ?, ?, ?, '')
            """,
            [
                dispute.id.rawValue, dispute.projectID.rawValue, dispute.itemID.rawValue,
                dispute.assignmentID.rawValue, dispute.annotatorID.rawValue, dispute.reason,
                dispute.createdAt.milliseconds,
            ],
            orConflict: "You have disputed this result already."
        )
    }

    func decide(
        _ dispute: GoldDisputeID, _ ruling: GoldDispute.Ruling, reply: String, by account: AccountID,
        at time: Timestamp
    ) throws -> Bool {
        try run(
            """
            UPDATE gold_dispute
            SET ruling = ?, reply = ?, decided_by = ?, decided_at = ?
            WHERE id = ? AND ruling IS NULL
            """,
            [ruling.rawValue, reply, account.rawValue, time.milliseconds, dispute.rawValue]
        ) == 1
    }

    func goldScores(of item: GoldItemID) throws -> [GoldItemScore] {
        try all(
            """
            SELECT gold_turn.score AS score, submission.received_at AS answered_at,
                   (SELECT AVG(other.score)
                    FROM gold_turn AS other
                    JOIN gold_item ON gold_item.id = other.item_id
                    WHERE other.annotator_id = gold_turn.annotator_id
                    AND other.project_id = gold_turn.project_id
                    AND other.item_id <> gold_turn.item_id AND gold_item.state = 'active') AS elsewhere
            FROM gold_turn
            JOIN submission ON submission.assignment_id = gold_turn.assignment_id
            WHERE gold_turn.item_id = ? AND gold_turn.score IS NOT NULL
            ORDER BY gold_turn.created_at, gold_turn.assignment_id
            """,
            [item.rawValue]
        ) { row in
            GoldItemScore(
                score: row["score"], elsewhere: row["elsewhere"], answeredAt: row.time("answered_at"))
        }
    }

    func insert(_ notice: GoldNotice) throws {
        try run(
            """
            INSERT INTO gold_notice (id, project_id, annotator_id, kind, assignment_id, detail, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                notice.id.rawValue, notice.projectID.rawValue, notice.annotatorID.rawValue,
                notice.kind.rawValue, notice.assignmentID?.rawValue, notice.detail,
                notice.createdAt.milliseconds,
            ]
        )
    }

    func goldNotices(of annotator: AccountID, in project: ProjectID, limit: Int) throws -> [GoldNotice] {
        try all(
            """
            SELECT id, project_id, annotator_id, kind, assignment_id, detail, created_at, seen_at
            FROM gold_notice
            WHERE annotator_id = ? AND project_id = ?
            ORDER BY created_at DESC, id DESC
            LIMIT ?
            """,
            [annotator.rawValue, project.rawValue, limit],
            GoldNotice.init
        )
    }

    func markNoticesSeen(of annotator: AccountID, in project: ProjectID, at time: Timestamp) throws {
        try run(
            """
            UPDATE gold_notice
            SET seen_at = ?
            WHERE annotator_id = ? AND project_id = ? AND seen_at IS NULL
            """,
            [time.milliseconds, annotator.rawValue, project.rawValue]
        )
    }
}
