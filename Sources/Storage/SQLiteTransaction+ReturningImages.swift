import GRDB
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, submission_id, project_id, image_id, annotator_id, draw, answered_at
        """

    func returningImage(_ id: ImageID) throws -> ReturningImage? {
        try first(
            """
            SELECT \(Self.columns)
            FROM returning_image
            WHERE id = ?
            """,
            [id.rawValue],
            ReturningImage.init
        )
    }

    /// Cost: as many index entries as the person has answers that came back or are too young, up to the limit's last.
    func waitingReturns(
        to annotator: AccountID, in project: ProjectID, answeredUntil: Timestamp, limit: Int
    ) throws -> [ReturningImage] {
        try all(
            """
            SELECT \(Self.columns)
            FROM returning_image
            WHERE annotator_id = ? AND project_id = ? AND answered_at <= ?
            AND NOT EXISTS (SELECT 1 FROM assignment
                            WHERE assignment.shown_as = returning_image.id
                            AND assignment.annotator_id = returning_image.annotator_id)
            AND NOT EXISTS (SELECT 1 FROM gold_item
                            WHERE gold_item.image_id = returning_image.image_id AND gold_item.state <> 'voided')
            ORDER BY draw
            LIMIT ?
            """,
            [annotator.rawValue, project.rawValue, answeredUntil.milliseconds, max(0, limit)],
            ReturningImage.init
        )
    }

    func unfinishedReturns(
        to annotator: AccountID, in project: ProjectID, state: Assignment.State
    ) throws -> [Assignment] {
        try all(
            """
            SELECT \(Self.assignmentColumns)
            FROM assignment
            WHERE annotator_id = ? AND project_id = ? AND state = ? AND shown_as <> image_id
            AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.assignment_id = assignment.id)
            ORDER BY created_at, id
            """,
            [annotator.rawValue, project.rawValue, state.rawValue],
            Assignment.init
        )
    }

    func repeatedAnswers(in project: ProjectID, of annotator: AccountID?) throws -> [RepeatedAnswers] {
        let pairs = try all(
            """
            SELECT returning_image.submission_id AS first_id, submission.id AS second_id
            FROM submission
            JOIN returning_image ON returning_image.id = submission.shown_as
            WHERE submission.project_id = ? AND submission.status = 'repeat'
            AND (? IS NULL OR submission.annotator_id = ?)
            ORDER BY submission.annotator_id, submission.received_at, submission.id
            """,
            [project.rawValue, annotator?.rawValue, annotator?.rawValue]
        ) { row in (first: SubmissionID(row["first_id"]), second: SubmissionID(row["second_id"])) }
        return try pairs.compactMap { pair in
            guard let first = try submission(pair.first), let second = try submission(pair.second) else {
                return nil
            }
            return RepeatedAnswers(first: first, second: second)
        }
    }

    func repeatCount(in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM submission
            WHERE project_id = ? AND status = 'repeat'
            """,
            [project.rawValue]
        )
    }

    func furtherTasks(of annotator: AccountID, in project: ProjectID, limit: Int) throws -> [Bool] {
        try all(
            """
            SELECT is_further
            FROM assignment
            WHERE annotator_id = ? AND project_id = ?
            ORDER BY created_at DESC
            LIMIT ?
            """,
            [annotator.rawValue, project.rawValue, max(0, limit)]
        ) { $0[0] }
    }

    func answerCount(of image: ImageID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM submission
            WHERE image_id = ? AND status = 'accepted'
            """,
            [image.rawValue]
        )
    }

    func insert(_ image: ReturningImage) throws {
        try run(
            """
            INSERT INTO returning_image (id, submission_id, project_id, image_id, annotator_id, draw, answered_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                image.id.rawValue, image.submissionID.rawValue, image.projectID.rawValue,
                image.imageID.rawValue, image.annotatorID.rawValue, image.draw, image.answeredAt.milliseconds,
            ]
        )
    }
}

extension ReturningImage {
    init(row: Row) throws {
        self.init(
            id: ImageID(row["id"]), submissionID: SubmissionID(row["submission_id"]),
            projectID: ProjectID(row["project_id"]), imageID: ImageID(row["image_id"]),
            annotatorID: AccountID(row["annotator_id"]), draw: row["draw"],
            answeredAt: row.time("answered_at"))
    }
}
