import GRDB
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, project_id, flag, person_id, verdict, images, note, judge_id, created_at
        """

    func behaviours(in project: ProjectID, of annotator: AccountID?) throws -> [AnswerBehaviour] {
        var arguments: StatementArguments = [project.rawValue]
        if let annotator { arguments += [annotator.rawValue] }
        return try all(
            """
            SELECT submission.id AS id, annotator_id, image_id, active_milliseconds, focus_changes,
                   (SELECT COUNT(*) FROM annotation WHERE annotation.submission_id = submission.id) AS shapes,
                   (SELECT COUNT(*) FROM operation WHERE operation.assignment_id = submission.assignment_id) AS operations
            FROM submission
            WHERE project_id = ? AND assignment_id IS NOT NULL \(annotator == nil ? "" : "AND annotator_id = ?")
            ORDER BY annotator_id, received_at, submission.id
            """,
            arguments
        ) { row in
            AnswerBehaviour(
                submissionID: SubmissionID(row["id"]), annotatorID: AccountID(row["annotator_id"]),
                imageID: ImageID(row["image_id"]), activeMilliseconds: row["active_milliseconds"],
                shapes: row["shapes"], operations: row["operations"], focusChanges: row["focus_changes"])
        }
    }

    func speedFloor(of project: ProjectID) throws -> Double? {
        try first(
            """
            SELECT seconds_per_image
            FROM behaviour_setting
            WHERE project_id = ?
            """,
            [project.rawValue]
        ) { row in row[0] }
    }

    func behaviourJudgements(in project: ProjectID) throws -> [String: BehaviourJudgement] {
        let rows = try all(
            """
            SELECT \(Self.columns)
            FROM behaviour_judgement
            WHERE project_id = ?
            ORDER BY flag, turn
            """,
            [project.rawValue],
            judgement
        )
        return Dictionary(rows.map { ($0.flag, $0) }, uniquingKeysWith: { _, last in last })
    }

    func behaviourJudgement(_ id: BehaviourJudgementID) throws -> BehaviourJudgement? {
        try first(
            """
            SELECT \(Self.columns)
            FROM behaviour_judgement
            WHERE id = ?
            """,
            [id.rawValue],
            judgement
        )
    }

    func setSpeedFloor(_ seconds: Double?, of project: ProjectID) throws {
        try run(
            """
            DELETE FROM behaviour_setting
            WHERE project_id = ?
            """,
            [project.rawValue]
        )
        guard let seconds else { return }
        try run(
            """
            INSERT INTO behaviour_setting (project_id, seconds_per_image)
            VALUES (?, ?)
            """,
            [project.rawValue, seconds]
        )
    }

    func append(_ judgement: BehaviourJudgement) throws {
        try run(
            """
            INSERT INTO behaviour_judgement
                (id, project_id, flag, turn, person_id, verdict, images, note, judge_id, created_at)
            VALUES (?, ?, ?,
                    (SELECT COALESCE(MAX(turn), 0) + 1 FROM behaviour_judgement WHERE project_id = ? AND flag = ?),
                    ?, ?, ?, ?, ?, ?)
            """,
            [
                judgement.id.rawValue, judgement.projectID.rawValue, judgement.flag,
                judgement.projectID.rawValue, judgement.flag, judgement.personID.rawValue,
                judgement.verdict.rawValue, judgement.images, judgement.note, judgement.judgeID.rawValue,
                judgement.createdAt.milliseconds,
            ],
            orConflict: "There is a judgement with this identifier already."
        )
    }

    private func judgement(_ row: Row) throws -> BehaviourJudgement {
        BehaviourJudgement(
            id: BehaviourJudgementID(row["id"]), projectID: ProjectID(row["project_id"]), flag: row["flag"],
            personID: AccountID(row["person_id"]), verdict: try row.value("verdict"), images: row["images"],
            note: row["note"], judgeID: AccountID(row["judge_id"]), createdAt: row.time("created_at"))
    }
}
