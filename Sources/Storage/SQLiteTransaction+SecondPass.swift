import GRDB
import Geometry
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, project_id, image_id, judge_id, item, verdict, reason, label_id, shape, milliseconds, drawers, created_at
        """

    /// Which images a person may be given to judge: with objects, answered by others, and not by too many judges.
    private static let isOpen = """
        image.project_id = ? AND consensus.objects > 0 AND (? = 1 OR image.free_slots = 0)
        AND NOT EXISTS (SELECT 1 FROM assignment WHERE assignment.image_id = image.id AND assignment.annotator_id = ?)
        AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.image_id = image.id AND submission.annotator_id = ?)
        AND (SELECT COUNT(*) FROM second_pass_turn
             WHERE second_pass_turn.image_id = image.id
                 AND (second_pass_turn.finished_at IS NOT NULL OR second_pass_turn.taken_at > ?)) < ?
        """

    private static func isOpen(
        for judge: AccountID, in project: ProjectID, _ settings: SecondPassSettings, _ stale: Timestamp
    ) -> StatementArguments {
        [
            project.rawValue, settings.source == .first ? 1 : 0, judge.rawValue, judge.rawValue,
            stale.milliseconds, settings.judges,
        ]
    }

    func secondPass(of project: ProjectID) throws -> SecondPassSettings? {
        try first(
            """
            SELECT source, judges
            FROM second_pass_setting
            WHERE project_id = ?
            """,
            [project.rawValue]
        ) { row in SecondPassSettings(source: try row.value("source"), judges: row["judges"]) }
    }

    func heldSecondPass(of judge: AccountID, in project: ProjectID) throws -> ImageID? {
        try first(
            """
            SELECT image_id
            FROM second_pass_turn
            WHERE judge_id = ? AND project_id = ? AND finished_at IS NULL
            ORDER BY taken_at, image_id
            LIMIT 1
            """,
            [judge.rawValue, project.rawValue]
        ) { row in ImageID(row[0]) }
    }

    func hasSecondPass(of judge: AccountID, image: ImageID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM second_pass_turn
            WHERE image_id = ? AND judge_id = ?
            """,
            [image.rawValue, judge.rawValue]
        )
    }

    func secondPassCounts(
        for judge: AccountID, in project: ProjectID, settings: SecondPassSettings, staleBefore: Timestamp
    ) throws -> (available: Int, judged: Int) {
        let available = try number(
            """
            SELECT COUNT(*)
            FROM image
            JOIN consensus ON consensus.image_id = image.id
            WHERE \(Self.isOpen)
            """,
            Self.isOpen(for: judge, in: project, settings, staleBefore)
        )
        let held = try heldSecondPass(of: judge, in: project) == nil ? 0 : 1
        let judged = try number(
            """
            SELECT COUNT(*)
            FROM second_pass_turn
            WHERE judge_id = ? AND project_id = ? AND finished_at IS NOT NULL
            """,
            [judge.rawValue, project.rawValue]
        )
        return (available + held, judged)
    }

    func secondPassVerdict(_ id: SecondPassVerdictID) throws -> SecondPassVerdict? {
        try first(
            """
            SELECT \(Self.columns)
            FROM second_pass_verdict
            WHERE id = ?
            """,
            [id.rawValue],
            verdict
        )
    }

    func secondPassVerdicts(image: ImageID) throws -> [SecondPassVerdict] {
        try all(
            """
            SELECT \(Self.columns)
            FROM second_pass_verdict
            WHERE image_id = ?
            ORDER BY created_at, id
            """,
            [image.rawValue],
            verdict
        )
    }

    func secondPassVerdicts(in project: ProjectID) throws -> [SecondPassVerdict] {
        try all(
            """
            SELECT \(Self.columns)
            FROM second_pass_verdict
            WHERE project_id = ?
            ORDER BY created_at, id
            """,
            [project.rawValue],
            verdict
        )
    }

    func setSecondPass(_ settings: SecondPassSettings?, of project: ProjectID) throws {
        try run(
            """
            DELETE FROM second_pass_setting
            WHERE project_id = ?
            """,
            [project.rawValue]
        )
        guard let settings else { return }
        try run(
            """
            INSERT INTO second_pass_setting (project_id, source, judges)
            VALUES (?, ?, ?)
            """,
            [project.rawValue, settings.source.rawValue, settings.judges]
        )
    }

    func claimSecondPass(
        for judge: AccountID, in project: ProjectID, settings: SecondPassSettings, staleBefore: Timestamp,
        at time: Timestamp, turn: (id: AssignmentID, secret: String)
    ) throws -> ImageID? {
        var arguments: StatementArguments = [judge.rawValue, time.milliseconds]
        arguments += Self.isOpen(for: judge, in: project, settings, staleBefore)
        let claimed = try run(
            """
            INSERT INTO second_pass_turn (image_id, judge_id, project_id, taken_at)
            SELECT image.id, ?, image.project_id, ?
            FROM image
            JOIN consensus ON consensus.image_id = image.id
            WHERE \(Self.isOpen)
            ORDER BY image.position
            LIMIT 1
            """,
            arguments
        )
        guard claimed == 1, let image = try newestTurn(of: judge, in: project, at: time) else { return nil }
        try run(
            """
            INSERT INTO assignment
                (id, project_id, image_id, shown_as, annotator_id, state, lease_token, lease_expires_at, created_at,
                 skip_reason)
            VALUES (?, ?, ?, ?, ?, 'skipped', ?, ?, ?, 'second pass')
            """,
            [
                turn.id.rawValue, project.rawValue, image.rawValue, image.rawValue, judge.rawValue,
                turn.secret,
                time.milliseconds, time.milliseconds,
            ]
        )
        return image
    }

    private func newestTurn(of judge: AccountID, in project: ProjectID, at time: Timestamp) throws -> ImageID?
    {
        try first(
            """
            SELECT image_id
            FROM second_pass_turn
            WHERE judge_id = ? AND project_id = ? AND finished_at IS NULL AND taken_at = ?
                AND NOT EXISTS (SELECT 1 FROM assignment
                                WHERE assignment.image_id = second_pass_turn.image_id
                                    AND assignment.annotator_id = second_pass_turn.judge_id)
            """,
            [judge.rawValue, project.rawValue, time.milliseconds]
        ) { row in ImageID(row[0]) }
    }

    func touchSecondPass(of judge: AccountID, image: ImageID, at time: Timestamp) throws {
        try run(
            """
            UPDATE second_pass_turn
            SET taken_at = ?
            WHERE image_id = ? AND judge_id = ? AND finished_at IS NULL
            """,
            [time.milliseconds, image.rawValue, judge.rawValue]
        )
    }

    func finishSecondPass(of judge: AccountID, image: ImageID, at time: Timestamp) throws {
        try run(
            """
            UPDATE second_pass_turn
            SET finished_at = ?
            WHERE image_id = ? AND judge_id = ? AND finished_at IS NULL
            """,
            [time.milliseconds, image.rawValue, judge.rawValue]
        )
    }

    func append(_ verdict: SecondPassVerdict) throws {
        try run(
            """
            INSERT INTO second_pass_verdict
                (id, project_id, image_id, judge_id, item, verdict, reason, label_id, shape, milliseconds, drawers,
                 created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                verdict.id.rawValue, verdict.projectID.rawValue, verdict.imageID.rawValue,
                verdict.judgeID.rawValue, verdict.item, verdict.verdict.rawValue, verdict.reason?.rawValue,
                verdict.labelID?.rawValue, try verdict.shape.map(ColumnJSON.text), verdict.milliseconds,
                try ColumnJSON.text(verdict.drawers), verdict.createdAt.milliseconds,
            ],
            orConflict: "You have judged this shape already."
        )
    }

    private func verdict(_ row: Row) throws -> SecondPassVerdict {
        let shape: String? = row["shape"]
        return SecondPassVerdict(
            id: SecondPassVerdictID(row["id"]), projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]), judgeID: AccountID(row["judge_id"]), item: row["item"],
            verdict: try row.value("verdict"), reason: try row.valueIfPresent("reason"),
            labelID: row.identifier("label_id"), shape: try shape.map(ColumnJSON.value),
            milliseconds: row["milliseconds"], drawers: try ColumnJSON.value(row["drawers"]),
            createdAt: row.time("created_at"))
    }
}
