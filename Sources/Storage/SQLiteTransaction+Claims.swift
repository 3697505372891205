import GRDB
import Labeling

extension SQLiteTransaction {
    func claimSlot(for assignment: Assignment) throws -> Bool {
        var isClaimed = false
        try db.inSavepoint {
            let id = try lease(assignment)
            isClaimed = try takeSlot(of: assignment.imageID, for: id)
            return isClaimed ? .commit : .rollback
        }
        return isClaimed
    }

    func claimGold(
        _ item: GoldItem, for assignment: Assignment, limit: Int, exam: GoldExamID?
    ) throws -> Bool {
        var isClaimed = false
        try db.inSavepoint {
            let id = try lease(assignment)
            isClaimed = try meet(item, by: assignment, as: id, limit: limit, exam: exam)
            return isClaimed ? .commit : .rollback
        }
        return isClaimed
    }

    /// All kinds of task change one row each of `assignment`, `slot`, `image`, `gold_item`, and `gold_turn` or its shadow.
    func claimTask(_ assignment: Assignment, as item: GoldItem?, limit: Int) throws -> Bool {
        var isClaimed = false
        try db.inSavepoint {
            let id = try lease(assignment)
            let needsSlot = try needsSlot(id)
            if let item {
                isClaimed = try meet(item, by: assignment, as: id, limit: limit, exam: nil)
            } else {
                isClaimed = try needsSlot ? takeFreeSlot(of: assignment.imageID, for: id) : true
                try shadowItem(in: assignment.projectID)
                try shadowTurn(assignment, as: id)
            }
            if item != nil || !needsSlot { try shadowSlot(in: assignment.projectID) }
            return isClaimed ? .commit : .rollback
        }
        return isClaimed
    }

    /// Lets somebody meet an item; false when it is not active any more, or was given to as many people as it may.
    private func meet(
        _ item: GoldItem, by assignment: Assignment, as id: AssignmentID, limit: Int, exam: GoldExamID?
    ) throws -> Bool {
        let isMet =
            try run(
                """
                UPDATE gold_item
                SET exposures = exposures + 1
                WHERE id = ? AND state = 'active' AND exposures < COALESCE(maximum_exposures, ?)
                """,
                [item.id.rawValue, limit]
            ) == 1
        guard isMet else { return false }
        try run(
            """
            INSERT INTO gold_turn
                (assignment_id, item_id, project_id, annotator_id, purpose, created_at, exam_id)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id.rawValue, item.id.rawValue, item.projectID.rawValue, assignment.annotatorID.rawValue,
                item.purpose.rawValue, assignment.createdAt.milliseconds, exam?.rawValue,
            ],
            orConflict: "This image was given to the person before."
        )
        return true
    }

    /// Writes an item as meeting it does, and changes nothing.
    func shadowItem(in project: ProjectID) throws {
        try run(
            """
            UPDATE gold_item
            SET exposures = exposures + 0
            WHERE id = (SELECT id FROM gold_item
                        WHERE project_id = ? AND purpose = 'stream' AND state = 'active' AND exposures >= 0
                        LIMIT 1)
            """,
            [project.rawValue]
        )
    }

    /// Writes a row that stands in for a turn at an item, one for each person.
    private func shadowTurn(_ assignment: Assignment, as id: AssignmentID) throws {
        try run(
            """
            INSERT INTO gold_shadow (annotator_id, project_id, assignment_id, created_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (annotator_id, project_id) DO UPDATE
            SET assignment_id = excluded.assignment_id, created_at = excluded.created_at
            """,
            [
                assignment.annotatorID.rawValue, assignment.projectID.rawValue, id.rawValue,
                assignment.createdAt.milliseconds,
            ]
        )
    }

    /// Writes what taking a free slot writes, and changes nothing.
    func shadowSlot(in project: ProjectID) throws {
        try run(
            """
            UPDATE slot
            SET assignment_id = NULL
            WHERE assignment_id IS NULL
            AND image_id = (SELECT id FROM image WHERE project_id = ? AND free_slots > 0 LIMIT 1)
            AND number = (SELECT MIN(number) FROM slot AS free
                          WHERE free.assignment_id IS NULL
                          AND free.image_id = (SELECT id FROM image WHERE project_id = ? AND free_slots > 0 LIMIT 1))
            """,
            [project.rawValue, project.rawValue]
        )
        try run(
            """
            UPDATE image
            SET free_slots = free_slots + 0
            WHERE id = (SELECT id FROM image WHERE project_id = ? AND free_slots > 0 LIMIT 1)
            """,
            [project.rawValue]
        )
    }
}
