import GRDB
import Labeling

extension SQLiteTransaction {
    func setPriority(_ priority: Int, of images: [ImageID], in project: ProjectID) throws -> Int {
        try images.reduce(0) { count, image in
            count
                + (try run(
                    """
                    UPDATE image
                    SET priority = ?
                    WHERE id = ? AND project_id = ?
                    """,
                    [priority, image.rawValue, project.rawValue]
                ))
        }
    }

    func hold(_ image: ImageID, _ isHeld: Bool) throws {
        try run(
            """
            UPDATE image
            SET is_held = ?
            WHERE id = ?
            """,
            [isHeld, image.rawValue]
        )
    }

    func close(_ image: ImageID, in project: ProjectID, by reviewer: AccountID, at time: Timestamp) throws {
        try run(
            """
            INSERT INTO image_review (image_id, project_id, account_id, at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (image_id) DO NOTHING
            """,
            [image.rawValue, project.rawValue, reviewer.rawValue, time.milliseconds]
        )
    }

    func reopen(_ image: ImageID) throws {
        try run(
            """
            DELETE FROM image_review
            WHERE image_id = ?
            """,
            [image.rawValue]
        )
    }

    func hasFreeSlot(_ image: ImageID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM image
            WHERE id = ? AND free_slots > 0
            """,
            [image.rawValue]
        )
    }

    func extraAnswers(of image: ImageID) throws -> Int {
        try number(
            """
            SELECT extra_answers
            FROM image
            WHERE id = ?
            """,
            [image.rawValue]
        )
    }

    func addExtraAnswer(to image: ImageID) throws {
        try run(
            """
            UPDATE image
            SET extra_answers = extra_answers + 1
            WHERE id = ?
            """,
            [image.rawValue]
        )
    }

    func addSlot(to image: ImageID) throws {
        try run(
            """
            INSERT INTO slot (image_id, number)
            VALUES (?, (SELECT COALESCE(MAX(number), 0) + 1 FROM slot WHERE image_id = ?))
            """,
            [image.rawValue, image.rawValue]
        )
    }

    func removeFreeSlots(of image: ImageID) throws {
        try run(
            """
            DELETE FROM slot
            WHERE image_id = ? AND assignment_id IS NULL
            """,
            [image.rawValue]
        )
    }

    /// Cost: one pass over the project's open and held images with index look-ups, and one over its people for each.
    func escalatedImages(
        in project: ProjectID, isSpent: Bool, afterPosition: Int, limit: Int
    ) throws -> [EscalatedImage] {
        let cap = try workPlan(of: project).imagesPerPerson
        let rows = try all(
            """
            WITH able AS (
                SELECT membership.account_id
                FROM membership
                WHERE membership.project_id = ? AND membership.role = 'annotator'
                AND (SELECT COUNT(*) FROM assignment
                     WHERE assignment.annotator_id = membership.account_id
                     AND assignment.project_id = membership.project_id
                     AND assignment.state IN ('leased', 'submitted')) < ?
            )
            SELECT image.id, image.project_id, image.name, image.position, image.width, image.height, image.format,
                   image.original_sha256, image.tiles_sha256, image.created_at, image.is_held,
                   (SELECT image_stage.state FROM image_stage WHERE image_stage.image_id = image.id) AS stage,
                   (SELECT COUNT(*) FROM submission
                    WHERE submission.image_id = image.id AND submission.status = 'accepted') AS answers
            FROM image
            WHERE image.project_id = ? AND image.position > ?
            AND NOT EXISTS (SELECT 1 FROM image_review WHERE image_review.image_id = image.id)
            AND (image.is_held = 1
                 OR ? AND image.free_slots > 0
                 OR EXISTS (SELECT 1 FROM image_stage
                            WHERE image_stage.image_id = image.id AND image_stage.state = 'exhausted')
                 OR image.free_slots > 0
                 AND EXISTS (SELECT 1 FROM membership
                             WHERE membership.project_id = image.project_id AND membership.role = 'annotator')
                 AND NOT EXISTS (
                    SELECT 1
                    FROM able
                    WHERE NOT EXISTS (SELECT 1 FROM submission
                                      WHERE submission.image_id = image.id
                                      AND submission.annotator_id = able.account_id)
                    AND NOT EXISTS (SELECT 1 FROM assignment
                                    WHERE assignment.image_id = image.id
                                    AND assignment.annotator_id = able.account_id
                                    AND assignment.state = 'skipped')))
            ORDER BY image.position
            LIMIT ?
            """,
            [project.rawValue, cap ?? Int.max, project.rawValue, afterPosition, isSpent, limit]
        ) { row in
            (
                image: try LabeledImage(row: row), isHeld: row["is_held"] as Bool,
                isExhausted: try row.valueIfPresent("stage") == ImageStage.State.exhausted,
                answers: row["answers"] as Int
            )
        }
        return try rows.map { row in
            EscalatedImage(
                image: row.image,
                reason: row.isHeld ? .skipped : row.isExhausted ? .maximum : isSpent ? .budget : .people,
                answers: row.answers,
                remarks: try remarks(on: row.image.id))
        }
    }

    private func remarks(on image: ImageID) throws -> [String] {
        try all(
            """
            SELECT skip_reason
            FROM assignment
            WHERE image_id = ? AND state = 'skipped' AND skip_reason <> ''
            AND NOT EXISTS (SELECT 1 FROM second_pass_turn
                            WHERE second_pass_turn.image_id = assignment.image_id
                            AND second_pass_turn.judge_id = assignment.annotator_id)
            ORDER BY created_at, id
            """,
            [image.rawValue]
        ) { $0[0] }
    }
}
