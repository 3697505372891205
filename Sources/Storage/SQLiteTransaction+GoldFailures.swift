import GRDB
import Labeling

extension SQLiteTransaction {
    func goldFailures(in project: ProjectID) throws -> Set<AccountID> {
        Set(
            try all(
                """
                SELECT annotator_id
                FROM gold_failure
                WHERE project_id = ? AND has_failed = 1
                """,
                [project.rawValue]
            ) { AccountID($0[0]) })
    }

    func waitingGoldFailures(in project: ProjectID) throws -> [GoldFailure] {
        try all(
            """
            SELECT annotator_id, has_failed
            FROM gold_failure
            WHERE project_id = ? AND is_followed = 0
            ORDER BY annotator_id
            """,
            [project.rawValue]
        ) { GoldFailure(annotator: AccountID($0[0]), hasFailed: $0[1]) }
    }

    func doubtedAnswers(of image: ImageID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM submission
            JOIN gold_failure ON gold_failure.project_id = submission.project_id
                AND gold_failure.annotator_id = submission.annotator_id
            WHERE submission.image_id = ? AND submission.status = 'accepted' AND gold_failure.has_failed = 1
            """,
            [image.rawValue]
        )
    }

    func setGoldFailure(_ failure: GoldFailure, in project: ProjectID) throws {
        // Who never failed has no row.
        let sql =
            failure.hasFailed
            ? """
            INSERT INTO gold_failure (has_failed, project_id, annotator_id, is_followed)
            VALUES (?, ?, ?, 0)
            ON CONFLICT (project_id, annotator_id) DO UPDATE
            SET has_failed = excluded.has_failed, is_followed = 0
            WHERE gold_failure.has_failed <> excluded.has_failed
            """
            : """
            UPDATE gold_failure
            SET has_failed = ?, is_followed = 0
            WHERE project_id = ? AND annotator_id = ? AND has_failed = 1
            """
        try run(sql, [failure.hasFailed, project.rawValue, failure.annotator.rawValue])
    }

    func markFollowed(_ failure: GoldFailure, in project: ProjectID) throws {
        try run(
            """
            UPDATE gold_failure
            SET is_followed = 1
            WHERE project_id = ? AND annotator_id = ? AND has_failed = ?
            """,
            [project.rawValue, failure.annotator.rawValue, failure.hasFailed]
        )
    }
}
