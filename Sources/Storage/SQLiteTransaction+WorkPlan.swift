import GRDB
import Labeling

extension SQLiteTransaction {
    func workPlan(of project: ProjectID) throws -> WorkPlan {
        try first(
            """
            SELECT queue_order, settings, revision
            FROM work_plan
            WHERE project_id = ?
            """,
            [project.rawValue]
        ) { row in
            var plan: WorkPlan = try ColumnJSON.value(row["settings"])
            plan.order = try row.value("queue_order")
            plan.revision = row["revision"]
            return plan
        } ?? WorkPlan()
    }

    /// The order of a project's queue, without reading the rest of its plan.
    func queueOrder(of project: ProjectID) throws -> WorkPlan.Order {
        try first(
            """
            SELECT queue_order
            FROM work_plan
            WHERE project_id = ?
            """,
            [project.rawValue]
        ) { try $0.value("queue_order") } ?? .finish
    }

    func put(_ plan: WorkPlan, of project: ProjectID, expectedRevision expected: Int) throws -> Bool {
        let settings = try ColumnJSON.text(plan)
        if expected == 0 {
            return try run(
                """
                INSERT INTO work_plan (project_id, queue_order, settings, revision)
                VALUES (?, ?, ?, 1)
                ON CONFLICT (project_id) DO NOTHING
                """,
                [project.rawValue, plan.order.rawValue, settings]
            ) == 1
        }
        return try run(
            """
            UPDATE work_plan
            SET queue_order = ?, settings = ?, revision = ?
            WHERE project_id = ? AND revision = ?
            """,
            [plan.order.rawValue, settings, expected + 1, project.rawValue, expected]
        ) == 1
    }

    func takenImages(by annotator: AccountID, in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM (
                SELECT assignment.shown_as
                FROM assignment
                WHERE assignment.annotator_id = ? AND assignment.project_id = ?
                AND (assignment.state IN ('leased', 'submitted')
                     OR EXISTS (SELECT 1 FROM slot WHERE slot.assignment_id = assignment.id))
                AND NOT EXISTS (SELECT 1 FROM gold_turn
                                WHERE gold_turn.assignment_id = assignment.id AND gold_turn.purpose <> 'stream')
                UNION
                SELECT submission.shown_as
                FROM submission
                WHERE submission.annotator_id = ? AND submission.project_id = ? AND submission.status <> 'trial'
            ) AS done
            """,
            [annotator.rawValue, project.rawValue, annotator.rawValue, project.rawValue]
        )
    }

    func extendTurn(
        _ id: AssignmentID, token: String, extensions: Int, dueAt: Timestamp, expiresAt: Timestamp
    ) throws -> Bool {
        try run(
            """
            UPDATE assignment
            SET due_at = ?, lease_expires_at = ?, extensions = ?
            WHERE id = ? AND lease_token = ? AND state = 'leased' AND extensions = ?
            """,
            [
                dueAt.milliseconds, expiresAt.milliseconds, extensions + 1, id.rawValue, token, extensions,
            ]
        ) == 1
    }

    func endTurn(
        _ id: AssignmentID, as state: Assignment.State, reason: String?, at time: Timestamp?, keepsSlot: Bool
    ) throws -> Bool {
        guard state != .leased, state != .submitted else {
            throw BoxwoodError(
                .internal, "A turn can't be ended without an answer by making it \(state.rawValue).")
        }
        let ended = try run(
            """
            UPDATE assignment
            SET state = ?, skip_reason = ?, ended_at = ?
            WHERE id = ? AND state = 'leased'
            """,
            [state.rawValue, reason, time?.milliseconds, id.rawValue]
        )
        guard ended == 1 else { return false }
        guard !keepsSlot else { return true }
        // An image that is through asks for nobody more, so the place is not given to somebody else.
        try run(
            """
            DELETE FROM slot
            WHERE assignment_id = ?
            AND (EXISTS (SELECT 1 FROM image_stage
                         WHERE image_stage.image_id = slot.image_id AND image_stage.state <> 'open')
                 OR EXISTS (SELECT 1 FROM image_review WHERE image_review.image_id = slot.image_id))
            """,
            [id.rawValue]
        )
        try run(
            """
            UPDATE slot
            SET assignment_id = NULL
            WHERE assignment_id = ?
            """,
            [id.rawValue]
        )
        try withholdFreeSlotOfGold(after: id)
        return true
    }

    func refusedTurns(in project: ProjectID, limit: Int) throws -> [EndedTurn] {
        try all(
            """
            SELECT \(Self.assignmentColumns),
                   (SELECT COUNT(*) FROM operation WHERE operation.assignment_id = assignment.id) AS operations
            FROM assignment
            WHERE project_id = ? AND state IN ('returned', 'skipped')
            AND NOT EXISTS (SELECT 1 FROM second_pass_turn
                            WHERE second_pass_turn.image_id = assignment.image_id
                            AND second_pass_turn.judge_id = assignment.annotator_id)
            ORDER BY COALESCE(ended_at, created_at) DESC, id
            LIMIT ?
            """,
            [project.rawValue, limit],
            EndedTurn.init
        )
    }

    func endedTurns(of annotator: AccountID, in project: ProjectID) throws -> [EndedTurn] {
        try all(
            """
            SELECT \(Self.assignmentColumns),
                   (SELECT COUNT(*) FROM operation WHERE operation.assignment_id = assignment.id) AS operations
            FROM assignment
            WHERE annotator_id = ? AND project_id = ? AND state IN ('returned', 'expired', 'skipped')
            AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.assignment_id = assignment.id)
            AND NOT EXISTS (SELECT 1 FROM gold_turn
                            WHERE gold_turn.assignment_id = assignment.id AND gold_turn.purpose <> 'stream')
            AND NOT EXISTS (SELECT 1 FROM second_pass_turn
                            WHERE second_pass_turn.image_id = assignment.image_id
                            AND second_pass_turn.judge_id = assignment.annotator_id)
            ORDER BY COALESCE(ended_at, created_at) DESC, id
            """,
            [annotator.rawValue, project.rawValue],
            EndedTurn.init
        )
    }
}

extension EndedTurn {
    init(row: Row) throws {
        self.init(
            assignment: try Assignment(row: row), endedAt: row.timeIfPresent("ended_at"),
            operations: row["operations"])
    }
}
