import GRDB
import Geometry
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, assignment_id, project_id, image_id, annotator_id, status, deleted_suggestions, active_milliseconds,
        digest, received_at, guideline_version, focus_changes, shown_as
        """

    func submission(_ id: SubmissionID) throws -> Submission? {
        try first(
            """
            SELECT \(Self.columns)
            FROM submission
            WHERE id = ?
            """,
            [id.rawValue],
            answer
        )
    }

    func submission(of assignment: AssignmentID) throws -> Submission? {
        try first(
            """
            SELECT \(Self.columns)
            FROM submission
            WHERE assignment_id = ?
            """,
            [assignment.rawValue],
            answer
        )
    }

    func submissions(image: ImageID) throws -> [Submission] {
        try all(
            """
            SELECT \(Self.columns)
            FROM submission
            WHERE image_id = ? AND status = 'accepted'
            ORDER BY received_at, id
            """,
            [image.rawValue],
            answer
        )
    }

    func submissions(of annotator: AccountID, in project: ProjectID) throws -> [Submission] {
        try all(
            """
            SELECT \(Self.columns)
            FROM submission
            WHERE annotator_id = ? AND project_id = ?
            ORDER BY received_at DESC, id DESC
            """,
            [annotator.rawValue, project.rawValue],
            answer
        )
    }

    func submissionCount(of annotator: AccountID, in project: ProjectID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM submission
            WHERE annotator_id = ? AND project_id = ?
            """,
            [annotator.rawValue, project.rawValue]
        )
    }

    func submissionCounts(in project: ProjectID) throws -> [AccountID: Int] {
        let pairs = try all(
            """
            SELECT annotator_id, COUNT(*)
            FROM submission
            WHERE project_id = ? AND status = 'accepted'
            GROUP BY annotator_id
            """,
            [project.rawValue]
        ) { row -> (AccountID, Int) in (AccountID(row[0]), row[1]) }
        return Dictionary(pairs) { first, _ in first }
    }

    func insert(_ submission: Submission) throws {
        try atomically {
            if submission.status != .late, let assignment = submission.assignmentID {
                try settle(assignment, with: submission)
            }
            try run(
                """
                INSERT INTO submission
                    (id, assignment_id, project_id, image_id, annotator_id, status, deleted_suggestions,
                     active_milliseconds, digest, received_at, guideline_version, focus_changes, shown_as)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    submission.id.rawValue, submission.assignmentID?.rawValue, submission.projectID.rawValue,
                    submission.imageID.rawValue, submission.annotatorID.rawValue, submission.status.rawValue,
                    submission.deletedSuggestions.isEmpty
                        ? nil : try ColumnJSON.text(submission.deletedSuggestions),
                    submission.activeMilliseconds, submission.digest, submission.receivedAt.milliseconds,
                    submission.guidelineVersion, submission.focusChanges, submission.shownAs.rawValue,
                ],
                orConflict: "This person has answered this image already."
            )
            for (position, annotation) in submission.annotations.enumerated() {
                try insert(annotation, at: position, of: submission.id)
            }
        }
    }

    /// Makes the turn submitted; it must hold one of the image's slots, or find a free one.
    private func settle(_ assignment: AssignmentID, with submission: Submission) throws {
        let settled = try run(
            """
            UPDATE assignment
            SET state = 'submitted', skip_reason = NULL
            WHERE id = ? AND project_id = ? AND image_id = ? AND shown_as = ? AND annotator_id = ?
            AND state <> 'submitted'
            """,
            [
                assignment.rawValue, submission.projectID.rawValue, submission.imageID.rawValue,
                submission.shownAs.rawValue, submission.annotatorID.rawValue,
            ]
        )
        guard settled == 1 else {
            throw BoxwoodError(.conflict, "This turn was answered already, or is someone else's.")
        }
        guard try takeSlot(of: submission.imageID, for: assignment) else {
            throw BoxwoodError(.conflict, "This image has all the answers it needs.")
        }
    }

    private func insert(_ annotation: Annotation, at position: Int, of submission: SubmissionID) throws {
        let bounds = annotation.shape.bounds
        var rings: String?
        if case .polygon(let polygon) = annotation.shape { rings = try ColumnJSON.text(polygon) }
        try run(
            """
            INSERT INTO annotation
                (submission_id, position, id, label_id, x, y, width, height, rings, flags, details)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                submission.rawValue, position, annotation.id.rawValue, annotation.labelID.rawValue, bounds.x,
                bounds.y, bounds.width, bounds.height, rings, annotation.flags.rawValue,
                annotation.details.isEmpty ? nil : try ColumnJSON.text(annotation.details),
            ],
            orConflict: "Two shapes of this answer have the same identifier."
        )
    }

    private func answer(_ row: Row) throws -> Submission {
        let annotations = try all(
            """
            SELECT id, label_id, x, y, width, height, rings, flags, details
            FROM annotation
            WHERE submission_id = ?
            ORDER BY position
            """,
            [row["id"] as String],
            Annotation.init
        )
        return try Submission(row: row, annotations: annotations)
    }
}
