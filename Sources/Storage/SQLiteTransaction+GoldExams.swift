import GRDB
import Labeling

extension SQLiteTransaction {
    private static let exams = """
        SELECT id, project_id, annotator_id, number, rules, started_at, finished_at, outcome
        FROM gold_exam
        """

    func goldExam(_ id: GoldExamID) throws -> GoldExam? {
        try first(
            """
            \(Self.exams)
            WHERE id = ?
            """,
            [id.rawValue],
            GoldExam.init
        )
    }

    func goldExams(of annotator: AccountID, in project: ProjectID) throws -> [GoldExam] {
        try all(
            """
            \(Self.exams)
            WHERE annotator_id = ? AND project_id = ?
            ORDER BY number
            """,
            [annotator.rawValue, project.rawValue],
            GoldExam.init
        )
    }

    func goldExams(in project: ProjectID) throws -> [GoldExam] {
        try all(
            """
            \(Self.exams)
            WHERE project_id = ?
            ORDER BY started_at, id
            """,
            [project.rawValue],
            GoldExam.init
        )
    }

    func put(_ exam: GoldExam) throws {
        try run(
            """
            INSERT INTO gold_exam (id, project_id, annotator_id, number, rules, started_at, finished_at, outcome)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET finished_at = excluded.finished_at, outcome = excluded.outcome
            """,
            [
                exam.id.rawValue, exam.projectID.rawValue, exam.annotatorID.rawValue, exam.number,
                try ColumnJSON.text(exam.rules), exam.startedAt.milliseconds, exam.finishedAt?.milliseconds,
                try exam.outcome.map { try ColumnJSON.text($0) },
            ],
            orConflict: "This attempt began already."
        )
    }
}
