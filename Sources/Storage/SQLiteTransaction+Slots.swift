import GRDB
import Labeling

extension SQLiteTransaction {
    /// Takes a free slot of the image unless the turn holds one; returns false when none is free.
    ///
    /// The one UPDATE decides: its row must still be free when it is written, and a turn can hold only one slot.
    func takeSlot(of image: ImageID, for assignment: AssignmentID) throws -> Bool {
        let holds = try exists(
            """
            SELECT 1
            FROM slot
            WHERE assignment_id = ?
            """,
            [assignment.rawValue]
        )
        // Known answers and images that come back take nobody's slot. All is asked either way, so that all takes as long.
        if try isWithoutSlot(assignment) || holds { return true }
        return try run(
            """
            UPDATE slot
            SET assignment_id = ?
            WHERE image_id = ? AND assignment_id IS NULL
            AND number = (SELECT MIN(number) FROM slot AS free
                          WHERE free.image_id = ? AND free.assignment_id IS NULL)
            """,
            [assignment.rawValue, image.rawValue, image.rawValue]
        ) == 1
    }

    func setSlots(_ count: Int, in project: ProjectID) throws {
        try run(
            """
            DELETE FROM slot
            WHERE (image_id, number) IN (
                SELECT spare.image_id, spare.number
                FROM image
                JOIN slot AS spare ON spare.image_id = image.id
                WHERE image.project_id = ? AND spare.assignment_id IS NULL
                AND (SELECT COUNT(*) FROM slot AS kept
                     WHERE kept.image_id = image.id
                     AND (kept.assignment_id IS NOT NULL OR kept.number < spare.number)) >= ?
            )
            """,
            [project.rawValue, count]
        )
        // An image with fewer slots than wanted lacks one of the numbers up to there.
        for number in 0..<max(0, count) {
            try run(
                """
                INSERT INTO slot (image_id, number)
                SELECT image.id, ?
                FROM image
                WHERE image.project_id = ?
                AND (SELECT COUNT(*) FROM slot WHERE slot.image_id = image.id) < ?
                AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.image_id = image.id AND slot.number = ?)
                AND NOT EXISTS (SELECT 1 FROM image_review WHERE image_review.image_id = image.id)
                AND NOT EXISTS (SELECT 1 FROM gold_item
                                WHERE gold_item.image_id = image.id AND gold_item.state <> 'voided')
                """,
                [number + 1, project.rawValue, count, number + 1]
            )
        }
    }

    /// Cost: as many index entries as the person has images behind them that still have free slots.
    func nextFreeImage(
        for annotator: AccountID, in project: ProjectID, withFewerThan answers: Int?
    ) throws -> ImageID? {
        let order = Self.sorting(of: try queueOrder(of: project))
        let limited = answers == nil ? "" : Self.hasFewerAnswers
        var arguments: StatementArguments = [project.rawValue, annotator.rawValue, annotator.rawValue]
        if let answers { arguments += [answers] }
        let fresh = try first(
            """
            SELECT image.id
            FROM image
            WHERE image.project_id = ? AND image.free_slots > 0 AND image.is_held = 0
            AND NOT EXISTS (SELECT 1 FROM assignment
                            WHERE assignment.image_id = image.id AND assignment.annotator_id = ?
                            AND assignment.state <> 'expired')
            AND NOT EXISTS (SELECT 1 FROM submission
                            WHERE submission.image_id = image.id AND submission.annotator_id = ?)
            \(limited)
            ORDER BY \(order)
            LIMIT 1
            """,
            arguments
        ) { ImageID($0[0]) }
        if let fresh { return fresh }
        arguments = [annotator.rawValue, project.rawValue, annotator.rawValue]
        if let answers { arguments += [answers] }
        return try first(
            """
            SELECT image.id
            FROM assignment
            JOIN image ON image.id = assignment.image_id
            WHERE assignment.annotator_id = ? AND assignment.project_id = ? AND assignment.state = 'returned'
            AND image.free_slots > 0 AND image.is_held = 0
            AND NOT EXISTS (SELECT 1 FROM submission
                            WHERE submission.image_id = image.id AND submission.annotator_id = ?)
            \(limited)
            ORDER BY \(order)
            LIMIT 1
            """,
            arguments
        ) { ImageID($0[0]) }
    }

    private static let hasFewerAnswers = """
        AND (SELECT COUNT(*) FROM submission
             WHERE submission.image_id = image.id AND submission.status = 'accepted') < ?
        """

    private static func sorting(of order: WorkPlan.Order) -> String {
        switch order {
        case .finish: "image.priority DESC, image.free_slots, image.position"
        case .spread: "image.priority DESC, image.free_slots DESC, image.position"
        case .shuffled: "image.priority DESC, image.id"
        }
    }

    /// Cost: one pass over the open images' index and one over the person's own turns.
    func availableImages(for annotator: AccountID, in project: ProjectID) throws -> Int {
        let open = try number(
            """
            SELECT COUNT(*)
            FROM image
            WHERE project_id = ? AND free_slots > 0 AND is_held = 0
            """,
            [project.rawValue]
        )
        let behind = try number(
            """
            SELECT COUNT(*)
            FROM (
                SELECT image_id
                FROM assignment
                WHERE annotator_id = ? AND project_id = ? AND state IN ('leased', 'submitted', 'skipped')
                UNION
                SELECT image_id
                FROM submission
                WHERE annotator_id = ? AND project_id = ?
            ) AS done
            JOIN image ON image.id = done.image_id
            WHERE image.free_slots > 0 AND image.is_held = 0
            """,
            [annotator.rawValue, project.rawValue, annotator.rawValue, project.rawValue]
        )
        return open - behind
    }
}
