import GRDB
import Labeling

extension SQLiteTransaction {
    func auditEvents(of project: ProjectID, limit: Int) throws -> [AuditEvent] {
        try all(
            """
            SELECT actor_id, action, project_id, subject, at
            FROM audit_event
            WHERE project_id = ?
            ORDER BY sequence DESC
            LIMIT ?
            """,
            [project.rawValue, max(0, limit)],
            AuditEvent.init
        )
    }

    func append(_ event: AuditEvent) throws {
        try run(
            """
            INSERT INTO audit_event (actor_id, action, project_id, subject, at)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                event.actor?.rawValue, event.action, event.projectID?.rawValue, event.subject,
                event.at.milliseconds,
            ]
        )
    }
}
