import GRDB
import Labeling

extension SQLiteTransaction {
    /// Cost: one pass over the project's images with index look-ups.
    func progress(of project: ProjectID) throws -> ProjectProgress {
        let progress = try first(
            """
            SELECT
                COUNT(*) AS images,
                COALESCE(SUM(slots), 0) AS slots,
                COALESCE(SUM(submitted), 0) AS submitted,
                COALESCE(SUM(CASE WHEN submitted > 0 AND submitted >= slots THEN 1 ELSE 0 END), 0) AS complete,
                COALESCE(SUM(CASE WHEN submitted > 0 AND submitted >= slots AND objects = 0
                             THEN 1 ELSE 0 END), 0) AS empty,
                COALESCE(SUM(CASE WHEN submitted = 0 AND skips > 0 THEN 1 ELSE 0 END), 0) AS skipped,
                COALESCE(SUM(conflicts), 0) AS conflicts,
                (SELECT COUNT(*) FROM assignment WHERE project_id = ? AND state = 'leased') AS leased
            FROM (
                SELECT
                    (SELECT COUNT(*) FROM slot
                     WHERE slot.image_id = image.id
                     AND NOT EXISTS (SELECT 1 FROM assignment
                                     WHERE assignment.id = slot.assignment_id AND assignment.state = 'skipped')) AS slots,
                    (SELECT COUNT(*) FROM submission
                     WHERE submission.image_id = image.id AND submission.status = 'accepted') AS submitted,
                    (SELECT COUNT(*) FROM assignment
                     WHERE assignment.shown_as = image.id AND assignment.state = 'skipped') AS skips,
                    consensus.objects AS objects,
                    consensus.conflicts AS conflicts
                FROM image
                LEFT JOIN consensus ON consensus.image_id = image.id
                WHERE image.project_id = ?
            ) AS work
            """,
            [project.rawValue, project.rawValue],
            ProjectProgress.init
        )
        guard let progress else { throw BoxwoodError(.internal, "An aggregate has no row.") }
        return progress
    }
}
