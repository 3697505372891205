import GRDB
import Labeling

extension SQLiteTransaction {
    static let assignmentColumns = """
        id, project_id, image_id, annotator_id, state, lease_token, lease_expires_at, created_at, skip_reason,
        due_at, extensions, ended_at, price, shown_as, is_further
        """

    func assignment(_ id: AssignmentID) throws -> Assignment? {
        try first(
            """
            SELECT \(Self.assignmentColumns)
            FROM assignment
            WHERE id = ?
            """,
            [id.rawValue],
            Assignment.init
        )
    }

    func assignment(of annotator: AccountID, image: ImageID) throws -> Assignment? {
        try first(
            """
            SELECT \(Self.assignmentColumns)
            FROM assignment
            WHERE shown_as = ? AND annotator_id = ?
            """,
            [image.rawValue, annotator.rawValue],
            Assignment.init
        )
    }

    func leasedAssignments(of annotator: AccountID, in project: ProjectID) throws -> [Assignment] {
        try all(
            """
            SELECT \(Self.assignmentColumns)
            FROM assignment
            WHERE annotator_id = ? AND project_id = ? AND state = 'leased'
            ORDER BY created_at, id
            """,
            [annotator.rawValue, project.rawValue],
            Assignment.init
        )
    }

    func claimSlot(for assignment: Assignment) throws -> Bool {
        var isClaimed = false
        try db.inSavepoint {
            let id = try lease(assignment)
            isClaimed = try takeSlot(of: assignment.imageID, for: id)
            return isClaimed ? .commit : .rollback
        }
        return isClaimed
    }

    func renewLease(_ id: AssignmentID, token: String, expiresAt: Timestamp) throws -> Bool {
        try run(
            """
            UPDATE assignment
            SET lease_expires_at = ?
            WHERE id = ? AND lease_token = ? AND state = 'leased'
            """,
            [expiresAt.milliseconds, id.rawValue, token]
        ) == 1
    }

    func release(_ id: AssignmentID, to state: Assignment.State, reason: String?) throws -> Bool {
        try endTurn(id, as: state, reason: reason, at: nil, keepsSlot: false)
    }

    func expireLeases(in project: ProjectID, now: Timestamp) throws -> [AssignmentID] {
        let ended = try all(
            """
            SELECT id
            FROM assignment
            WHERE project_id = ? AND state = 'leased' AND lease_expires_at < ?
            ORDER BY lease_expires_at, id
            """,
            [project.rawValue, now.milliseconds]
        ) { AssignmentID($0[0]) }
        return try ended.filter { try endTurn($0, as: .expired, reason: nil, at: now, keepsSlot: false) }
    }

    /// Adds the turn, or takes up the one the person had at the image before, and returns its identifier.
    func lease(_ assignment: Assignment) throws -> AssignmentID {
        let isAnswered = try exists(
            """
            SELECT 1
            FROM submission
            WHERE shown_as = ? AND annotator_id = ?
            """,
            [assignment.shownAs.rawValue, assignment.annotatorID.rawValue]
        )
        let id =
            try first(
                """
                INSERT INTO assignment
                    (id, project_id, image_id, annotator_id, state, lease_token, lease_expires_at, created_at, due_at,
                     price, shown_as, is_further)
                VALUES (?, ?, ?, ?, 'leased', ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (shown_as, annotator_id) DO UPDATE
                SET state = 'leased', lease_token = excluded.lease_token,
                    lease_expires_at = excluded.lease_expires_at, skip_reason = NULL, due_at = excluded.due_at,
                    price = excluded.price, is_further = excluded.is_further,
                    extensions = 0, ended_at = NULL
                WHERE assignment.state IN ('leased', 'returned', 'expired')
                RETURNING id
                """,
                [
                    assignment.id.rawValue, assignment.projectID.rawValue, assignment.imageID.rawValue,
                    assignment.annotatorID.rawValue, assignment.leaseToken,
                    assignment.leaseExpiresAt.milliseconds, assignment.createdAt.milliseconds,
                    assignment.dueAt?.milliseconds, assignment.price, assignment.shownAs.rawValue,
                    assignment.isFurther,
                ]
            ) { AssignmentID($0[0]) }
        guard let id, !isAnswered else {
            throw BoxwoodError(.conflict, "This image was answered or skipped already.")
        }
        return id
    }
}
