import GRDB
import Labeling

extension SQLiteTransaction {
    /// Whether a run of this name is the server's own, and kept for nothing in particular.
    private static func isOrdinary(_ name: String) -> String {
        "\(name).author_id IS NULL AND \(name).name IS NULL AND \(name).kept_for IS NULL"
    }

    func forgettableRuns(of project: ProjectID, keeping: Int) throws -> [Int] {
        try all(
            """
            SELECT run.number AS number
            FROM consensus_run AS run
            WHERE run.project_id = ?
            AND (run.is_leaving = 1
                 OR (\(Self.isOrdinary("run"))
                     AND run.number < (SELECT MAX(number) FROM consensus_run WHERE project_id = run.project_id)
                     AND NOT EXISTS (
                         SELECT 1 FROM consensus_pin AS pin
                         WHERE pin.project_id = run.project_id AND pin.run = run.number)
                     AND (SELECT COUNT(*) FROM consensus_run AS later
                          WHERE later.project_id = run.project_id AND later.number > run.number
                          AND \(Self.isOrdinary("later"))) >= ?))
            ORDER BY run.number
            """,
            [project.rawValue, keeping]
        ) { row in row["number"] }
    }

    func forget(run number: Int, of project: ProjectID, limit: Int) throws -> Bool {
        try run(
            """
            UPDATE consensus_run
            SET is_leaving = 1
            WHERE project_id = ? AND number = ?
            """,
            [project.rawValue, number])
        let own = try versions(only: number, of: project, limit: limit)
        for (image, from, digest) in own { try forget(image, from: from, digest: digest) }
        guard own.count < limit else { return false }
        try run(
            """
            DELETE FROM consensus_run
            WHERE project_id = ? AND number = ?
            """,
            [project.rawValue, number])
        return true
    }

    /// What no other run holds: what came after the run before, and was gone with the run behind.
    private func versions(
        only number: Int, of project: ProjectID, limit: Int
    ) throws -> [(image: String, from: Int, digest: String)] {
        try all(
            """
            SELECT image_id, from_run, digest
            FROM consensus_run_image
            WHERE project_id = ? AND from_run <= ? AND until_run > ?
            AND from_run > COALESCE(
                (SELECT MAX(number) FROM consensus_run WHERE project_id = ? AND number < ?), 0)
            AND until_run <= COALESCE(
                (SELECT MIN(number) FROM consensus_run WHERE project_id = ? AND number > ?), 0)
            LIMIT ?
            """,
            [
                project.rawValue, number, number, project.rawValue, number, project.rawValue, number, limit,
            ]
        ) { row in (row["image_id"], row["from_run"], row["digest"]) }
    }

    private func forget(_ image: String, from: Int, digest: String) throws {
        try run(
            """
            DELETE FROM consensus_run_image
            WHERE image_id = ? AND from_run = ?
            """,
            [image, from])
        try run(
            """
            DELETE FROM consensus_version
            WHERE image_id = ? AND digest = ?
            AND NOT EXISTS (
                SELECT 1 FROM consensus_run_image AS held
                WHERE held.image_id = consensus_version.image_id AND held.digest = consensus_version.digest)
            """,
            [image, digest])
    }
}
