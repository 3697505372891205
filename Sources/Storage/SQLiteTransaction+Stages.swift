import GRDB
import Labeling

extension SQLiteTransaction {
    func stage(of image: ImageID) throws -> ImageStage? {
        try first(
            """
            SELECT image_id, state, rule, answers
            FROM image_stage
            WHERE image_id = ?
            """,
            [image.rawValue],
            ImageStage.init
        )
    }

    func stages(in project: ProjectID) throws -> [ImageStage] {
        try all(
            """
            SELECT image_id, state, rule, answers
            FROM image_stage
            WHERE project_id = ?
            ORDER BY image_id
            """,
            [project.rawValue],
            ImageStage.init
        )
    }

    /// Cost: one pass over the project's stages.
    func stageTally(of project: ProjectID) throws -> StageTally {
        var tally = StageTally()
        let rows = try all(
            """
            SELECT state, COUNT(*) AS images, SUM(answers) AS answers
            FROM image_stage
            WHERE project_id = ?
            GROUP BY state
            """,
            [project.rawValue]
        ) { row in
            (
                state: try row.value("state") as ImageStage.State, images: row["images"] as Int,
                answers: row["answers"] as Int
            )
        }
        for row in rows {
            var part = StageTally.Part()
            part.images = row.images
            part.answers = row.answers
            switch row.state {
            case .open: tally.open = part
            case .finished: tally.finished = part
            case .exhausted: tally.exhausted = part
            }
        }
        return tally
    }

    func put(_ stage: ImageStage, in project: ProjectID) throws {
        try run(
            """
            INSERT INTO image_stage (image_id, project_id, state, rule, answers)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE
            SET state = excluded.state, rule = excluded.rule, answers = excluded.answers
            """,
            [stage.imageID.rawValue, project.rawValue, stage.state.rawValue, stage.rule, stage.answers]
        )
    }

    func removeStages(of project: ProjectID) throws {
        try run(
            """
            DELETE FROM image_stage
            WHERE project_id = ?
            """,
            [project.rawValue]
        )
    }

    func isClosed(_ image: ImageID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM image_review
            WHERE image_id = ?
            """,
            [image.rawValue]
        )
    }

    func heldSlots(of image: ImageID) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM slot
            JOIN assignment ON assignment.id = slot.assignment_id
            WHERE slot.image_id = ? AND assignment.state = 'leased'
            """,
            [image.rawValue]
        )
    }

    func setFreeSlots(_ count: Int, of image: ImageID) throws {
        let free = try all(
            """
            SELECT number
            FROM slot
            WHERE image_id = ? AND assignment_id IS NULL
            ORDER BY number
            """,
            [image.rawValue]
        ) { $0[0] as Int }
        for number in free.dropFirst(count) {
            try run(
                """
                DELETE FROM slot
                WHERE image_id = ? AND number = ?
                """,
                [image.rawValue, number]
            )
        }
        for _ in free.count..<max(free.count, count) { try addSlot(to: image) }
    }
}

extension ImageStage {
    init(row: Row) throws {
        self.init(
            imageID: ImageID(row["image_id"]), state: try row.value("state"), rule: row["rule"],
            answers: row["answers"])
    }
}
