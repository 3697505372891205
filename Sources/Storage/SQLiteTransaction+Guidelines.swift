import GRDB
import Geometry
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, project_id, version, instructions, note, requires_qualification, author_id, created_at
        """

    func guideline(_ version: Int, of project: ProjectID) throws -> Guideline? {
        try first(
            """
            SELECT \(Self.columns)
            FROM guideline
            WHERE project_id = ? AND version = ?
            """,
            [project.rawValue, version],
            Guideline.init
        )
    }

    func newestGuideline(of project: ProjectID) throws -> Guideline? {
        try first(
            """
            SELECT \(Self.columns)
            FROM guideline
            WHERE project_id = ?
            ORDER BY version DESC
            LIMIT 1
            """,
            [project.rawValue],
            Guideline.init
        )
    }

    func guideline(_ id: GuidelineID) throws -> Guideline? {
        try first(
            """
            SELECT \(Self.columns)
            FROM guideline
            WHERE id = ?
            """,
            [id.rawValue],
            Guideline.init
        )
    }

    func guidelines(of project: ProjectID) throws -> [Guideline] {
        try all(
            """
            SELECT \(Self.columns)
            FROM guideline
            WHERE project_id = ?
            ORDER BY version DESC
            """,
            [project.rawValue],
            Guideline.init
        )
    }

    func examples(of guideline: GuidelineID) throws -> [GuidelineExample] {
        try all(
            """
            SELECT guideline_example.id AS id, project_id, image_id, width, height, label_id, shape, verdict, reason
            FROM guideline_example_use
            JOIN guideline_example ON guideline_example.id = guideline_example_use.example_id
            WHERE guideline_example_use.guideline_id = ?
            ORDER BY guideline_example_use.position
            """,
            [guideline.rawValue],
            GuidelineExample.init
        )
    }

    func example(_ id: GuidelineExampleID) throws -> GuidelineExample? {
        try first(
            """
            SELECT id, project_id, image_id, width, height, label_id, shape, verdict, reason
            FROM guideline_example
            WHERE id = ?
            """,
            [id.rawValue],
            GuidelineExample.init
        )
    }

    func lastRequalification(of project: ProjectID) throws -> Guideline? {
        try first(
            """
            SELECT \(Self.columns)
            FROM guideline
            WHERE project_id = ? AND requires_qualification = 1
            ORDER BY version DESC
            LIMIT 1
            """,
            [project.rawValue],
            Guideline.init
        )
    }

    func guidelineRead(by account: AccountID, in project: ProjectID) throws -> Int? {
        try first(
            """
            SELECT version
            FROM guideline_reading
            WHERE project_id = ? AND account_id = ?
            """,
            [project.rawValue, account.rawValue]
        ) { row in row[0] }
    }

    func guidelineAnswers(in project: ProjectID) throws -> [Int: Int] {
        let pairs = try all(
            """
            SELECT guideline_version, COUNT(*)
            FROM submission
            WHERE project_id = ? AND status = 'accepted' AND guideline_version IS NOT NULL
            GROUP BY guideline_version
            """,
            [project.rawValue]
        ) { row -> (Int, Int) in (row[0], row[1]) }
        return Dictionary(pairs) { first, _ in first }
    }

    func guidelineAgreements(in project: ProjectID) throws -> [GuidelineAgreement] {
        try all(
            """
            SELECT MIN(submission.guideline_version) AS version, MIN(consensus.agreement) AS agreement
            FROM submission
            JOIN consensus ON consensus.image_id = submission.image_id
            WHERE submission.project_id = ? AND submission.status = 'accepted' AND consensus.agreement IS NOT NULL
            GROUP BY submission.image_id
            HAVING COUNT(*) = COUNT(submission.guideline_version)
                AND MIN(submission.guideline_version) = MAX(submission.guideline_version)
            ORDER BY version, submission.image_id
            """,
            [project.rawValue]
        ) { row in GuidelineAgreement(version: row["version"], agreement: row["agreement"]) }
    }

    func insert(_ guideline: Guideline, examples: [GuidelineExample]) throws {
        try atomically {
            try run(
                """
                INSERT INTO guideline
                    (id, project_id, version, instructions, note, requires_qualification, author_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    guideline.id.rawValue, guideline.projectID.rawValue, guideline.version,
                    guideline.instructions, guideline.note, guideline.requiresQualification,
                    guideline.authorID?.rawValue, guideline.createdAt.milliseconds,
                ],
                orConflict: "There is this version of the guidelines already."
            )
            for (position, example) in examples.enumerated() {
                if try self.example(example.id) == nil { try insert(example) }
                try run(
                    """
                    INSERT INTO guideline_example_use (guideline_id, position, example_id)
                    VALUES (?, ?, ?)
                    """,
                    [guideline.id.rawValue, position, example.id.rawValue]
                )
            }
        }
    }

    func recordReading(
        of version: Int, by account: AccountID, in project: ProjectID, at time: Timestamp
    ) throws {
        try run(
            """
            INSERT INTO guideline_reading (project_id, account_id, version, read_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (project_id, account_id) DO UPDATE
            SET version = excluded.version, read_at = excluded.read_at
            WHERE guideline_reading.version < excluded.version
            """,
            [project.rawValue, account.rawValue, version, time.milliseconds]
        )
    }

    private func insert(_ example: GuidelineExample) throws {
        try run(
            """
            INSERT INTO guideline_example
                (id, project_id, image_id, width, height, label_id, shape, verdict, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                example.id.rawValue, example.projectID.rawValue, example.imageID.rawValue,
                example.size.width, example.size.height, example.labelID.rawValue,
                try ColumnJSON.text(example.shape), example.verdict.rawValue, example.reason,
            ],
            orConflict: "There is an example with this identifier already."
        )
    }
}
