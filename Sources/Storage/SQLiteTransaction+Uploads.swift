import GRDB
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, project_id, account_id, name, original_sha256, state, attempts, failure_code, failure_message,
        created_at
        """

    func upload(_ id: ImageID) throws -> Upload? {
        try first(
            """
            SELECT \(Self.columns)
            FROM upload
            WHERE id = ?
            """,
            [id.rawValue],
            Upload.init
        )
    }

    func upload(in project: ProjectID, original: BlobID) throws -> Upload? {
        try first(
            """
            SELECT \(Self.columns)
            FROM upload
            WHERE project_id = ? AND original_sha256 = ?
            """,
            [project.rawValue, original.sha256],
            Upload.init
        )
    }

    func uploads(in project: ProjectID, limit: Int) throws -> [Upload] {
        try all(
            """
            SELECT \(Self.columns)
            FROM upload
            WHERE project_id = ?
            ORDER BY created_at, id
            LIMIT ?
            """,
            [project.rawValue, max(0, limit)],
            Upload.init
        )
    }

    /// Cost: one pass over the uploads, which are few.
    func unfinishedUploads() throws -> [Upload] {
        try all(
            """
            SELECT \(Self.columns)
            FROM upload
            WHERE state <> 'failed'
            ORDER BY created_at, id
            """,
            [],
            Upload.init
        )
    }

    func insert(_ upload: Upload) throws {
        try run(
            """
            INSERT INTO upload
                (id, project_id, account_id, name, original_sha256, state, attempts, failure_code,
                 failure_message, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                upload.id.rawValue, upload.projectID.rawValue, upload.accountID.rawValue, upload.name,
                upload.original.sha256, upload.state.rawValue, upload.attempts,
                upload.failure?.code.rawValue, upload.failure?.message, upload.createdAt.milliseconds,
            ],
            orConflict: "This file is on its way into the project already."
        )
    }

    func beginUpload(_ id: ImageID) throws -> Upload? {
        let begun = try run(
            """
            UPDATE upload
            SET state = 'running', attempts = attempts + 1
            WHERE id = ? AND state = 'queued'
            """,
            [id.rawValue]
        )
        return begun > 0 ? try upload(id) : nil
    }

    func requeueUpload(_ id: ImageID, asUntried: Bool) throws {
        try run(
            """
            UPDATE upload
            SET state = 'queued', attempts = attempts - ?
            WHERE id = ? AND state = 'running'
            """,
            [asUntried ? 1 : 0, id.rawValue]
        )
    }

    func failUpload(_ id: ImageID, _ failure: Upload.Failure) throws {
        try run(
            """
            UPDATE upload
            SET state = 'failed', failure_code = ?, failure_message = ?
            WHERE id = ?
            """,
            [failure.code.rawValue, failure.message, id.rawValue]
        )
    }

    func deleteUpload(_ id: ImageID) throws {
        try run(
            """
            DELETE FROM upload
            WHERE id = ?
            """,
            [id.rawValue]
        )
    }
}
