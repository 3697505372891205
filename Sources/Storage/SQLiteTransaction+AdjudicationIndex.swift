import GRDB
import Geometry
import Labeling

extension SQLiteTransaction {
    /// The version of what is kept beside a consensus; a higher one makes it again.
    private static let indexVersion = 1

    func hasAdjudicationIndex(image: ImageID) throws -> Bool {
        try exists(
            """
            SELECT 1
            FROM consensus
            WHERE image_id = ? AND index_version = ?
            """,
            [image.rawValue, Self.indexVersion]
        )
    }

    func put(_ index: AdjudicationIndex) throws {
        try run(
            """
            DELETE FROM conflict
            WHERE image_id = ?
            """,
            [index.imageID.rawValue]
        )
        try run(
            """
            DELETE FROM wall_object
            WHERE image_id = ?
            """,
            [index.imageID.rawValue]
        )
        for conflict in index.open { try insert(conflict, decidedBy: nil, in: index.projectID) }
        for (decision, conflict) in index.decided {
            try insert(conflict, decidedBy: decision, in: index.projectID)
        }
        for object in index.objects { try insert(object, in: index.projectID) }
        try run(
            """
            UPDATE consensus
            SET index_version = ?
            WHERE image_id = ?
            """,
            [Self.indexVersion, index.imageID.rawValue]
        )
    }

    func wall(
        of project: ProjectID, query: WallQuery
    ) throws -> Page<(object: WallObject, imageName: String)> {
        let limit = min(max(1, query.limit), 1000)
        let cursor = try query.after.map { text in try RankCursor(text, keys: 2) }
        let column =
            switch query.order {
            case .probability: "probability"
            case .spread: "spread"
            }
        let (direction, beyond) = query.isDescending ? ("DESC", "<") : ("ASC", ">")
        var arguments: StatementArguments = [project.rawValue]
        if let label = query.label { arguments += [label.rawValue] }
        if let cursor { arguments += [cursor.rank, cursor.keys[0], cursor.keys[1]] }
        arguments += [limit + 1]
        let rows = try all(
            """
            SELECT wall_object.image_id, wall_object.object_id, wall_object.label_id, wall_object.x, wall_object.y,
                   wall_object.width, wall_object.height, wall_object.probability, wall_object.spread,
                   wall_object.verdict, wall_object.is_settled, image.name AS image_name
            FROM wall_object
                JOIN image ON image.id = wall_object.image_id
            WHERE wall_object.project_id = ? AND \(query.label == nil ? "TRUE" : "wall_object.label_id = ?")
            AND \(cursor == nil ? "TRUE" : "(wall_object.\(column), wall_object.image_id, wall_object.object_id) \(beyond) (?, ?, ?)")
            ORDER BY wall_object.\(column) \(direction), wall_object.image_id \(direction),
                     wall_object.object_id \(direction)
            LIMIT ?
            """,
            arguments
        ) { row in (object: try WallObject(row: row), imageName: row["image_name"] as String) }
        let items = Array(rows.prefix(limit))
        let next = items.last.map { last in
            RankCursor(
                rank: query.order == .probability ? last.object.probability : last.object.spread,
                keys: [last.object.imageID.rawValue, last.object.objectID]
            ).text
        }
        return Page(items: items, next: rows.count > limit ? next : nil)
    }

    func wallCount(of project: ProjectID, label: LabelClassID?) throws -> Int {
        var arguments: StatementArguments = [project.rawValue]
        if let label { arguments += [label.rawValue] }
        return try number(
            """
            SELECT COUNT(*)
            FROM wall_object
            WHERE project_id = ? AND \(label == nil ? "TRUE" : "label_id = ?")
            """,
            arguments
        )
    }

    private func insert(
        _ conflict: QueuedConflict, decidedBy decision: AdjudicationID?, in project: ProjectID
    ) throws {
        try run(
            """
            INSERT INTO conflict
                (id, project_id, image_id, kind, label_id, object_id, x, y, width, height, errors, minutes, gain,
                 is_decided, decision_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                conflict.id.rawValue, project.rawValue, conflict.imageID.rawValue, conflict.kind.rawValue,
                conflict.labelID?.rawValue, conflict.objectID, conflict.box.x, conflict.box.y,
                conflict.box.width, conflict.box.height, conflict.errors, conflict.minutes, conflict.gain,
                decision != nil, decision?.rawValue,
            ]
        )
    }

    private func insert(_ object: WallObject, in project: ProjectID) throws {
        try run(
            """
            INSERT INTO wall_object
                (image_id, object_id, project_id, label_id, x, y, width, height, probability, spread, verdict,
                 is_settled)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                object.imageID.rawValue, object.objectID, project.rawValue, object.labelID.rawValue,
                object.box.x, object.box.y, object.box.width, object.box.height, object.probability,
                object.spread, object.verdict?.rawValue, object.isSettled,
            ]
        )
    }
}
