import GRDB
import Labeling

extension SQLiteTransaction {
    func overview(of image: ImageID) throws -> ImageOverview? {
        try first(
            """
            SELECT *
            FROM (\(Self.work)) AS work
            WHERE work.id = ?
            """,
            [image.rawValue],
            ImageOverview.init
        )
    }

    /// Cost: by position and name the rows of the page and those its filter passes over; by disagreement and risk one pass over
    /// the project.
    func overview(of project: ProjectID, query: ImageQuery) throws -> Page<ImageOverview> {
        let limit = max(1, query.limit)
        let cursor = try query.after.map { try ImageCursor($0, order: query.order) }
        let answers = AnswerCondition(query.answers)
        var arguments: StatementArguments = [project.rawValue]
        arguments += answers.arguments
        if let cursor { arguments += cursor.arguments }
        arguments += [limit + 1]

        let rows = try all(
            """
            SELECT *
            FROM (\(Self.work)) AS work
            WHERE work.project_id = ?
            AND \(Self.condition(of: query.filter))
            AND \(answers.sql)
            AND \(cursor.map(\.condition) ?? "TRUE")
            ORDER BY \(Self.sorting(by: query.order))
            LIMIT ?
            """,
            arguments,
            ImageOverview.init
        )
        let items = Array(rows.prefix(limit))
        let next =
            rows.count > limit ? items.last.map { ImageCursor(after: $0, order: query.order).text } : nil
        return Page(items: items, next: next)
    }

    /// Every image with the counts its status follows from.
    private static let work = """
        SELECT image.id, image.project_id, image.name, image.position, image.width, image.height, image.format,
               image.original_sha256, image.tiles_sha256, image.created_at, image.priority,
               (SELECT COUNT(*) FROM slot
                WHERE slot.image_id = image.id
                AND NOT EXISTS (SELECT 1 FROM assignment
                                WHERE assignment.id = slot.assignment_id AND assignment.state = 'skipped')) AS slots,
               (SELECT COUNT(*) FROM submission
                WHERE submission.image_id = image.id AND submission.status = 'accepted') AS submitted,
               (SELECT COUNT(*) FROM assignment
                WHERE assignment.shown_as = image.id AND assignment.state = 'skipped') AS skips,
               consensus.objects, consensus.conflicts, consensus.agreement, consensus.disagreement, consensus.risk
        FROM image
        LEFT JOIN consensus ON consensus.image_id = image.id
        """

    private static func condition(of filter: ImageQuery.Filter) -> String {
        switch filter {
        case .all: "TRUE"
        case .unlabelled: "work.submitted = 0 AND work.skips = 0"
        case .partial: "work.submitted > 0 AND work.submitted < work.slots"
        case .complete: "work.submitted > 0 AND work.submitted >= work.slots"
        case .empty: "work.objects = 0 AND work.submitted > 0 AND work.submitted >= work.slots"
        case .skipped: "work.submitted = 0 AND work.skips > 0"
        case .conflicts: "work.conflicts > 0"
        }
    }

    private static func sorting(by order: ImageQuery.Order) -> String {
        switch order {
        case .position: "work.position"
        case .name: "work.name, work.position"
        case .disagreement: "COALESCE(work.disagreement, -1) DESC, work.position"
        case .risk: "COALESCE(work.risk, -1) DESC, work.position"
        }
    }
}
