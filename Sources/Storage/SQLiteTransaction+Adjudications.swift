import GRDB
import Labeling

extension SQLiteTransaction {
    private static let columns = "id, project_id, image_id, content, author_id, created_at"

    func adjudication(_ id: AdjudicationID) throws -> Adjudication? {
        try first(
            """
            SELECT \(Self.columns)
            FROM adjudication
            WHERE id = ?
            """,
            [id.rawValue],
            Adjudication.init
        )
    }

    func withdrawal(of id: AdjudicationID) throws -> Adjudication? {
        try first(
            """
            SELECT \(Self.columns)
            FROM adjudication
            WHERE withdraws = ?
            """,
            [id.rawValue],
            Adjudication.init
        )
    }

    func adjudications(image: ImageID) throws -> [Adjudication] {
        try all(
            """
            SELECT \(Self.columns)
            FROM adjudication
            WHERE image_id = ? AND kind <> 'withdrawal'
            AND NOT EXISTS (SELECT 1 FROM adjudication AS later WHERE later.withdraws = adjudication.id)
            ORDER BY created_at, id
            """,
            [image.rawValue],
            Adjudication.init
        )
    }

    func decisions(of project: ProjectID, after: String?, limit: Int) throws -> Page<Adjudication> {
        let limit = min(max(1, limit), 1000)
        let cursor = try after.map { text in try RankCursor(text, keys: 1) }
        var arguments: StatementArguments = [project.rawValue]
        if let cursor { arguments += [Int64(cursor.rank), cursor.keys[0]] }
        arguments += [limit + 1]
        let rows = try all(
            """
            SELECT \(Self.columns)
            FROM adjudication
            WHERE project_id = ? AND kind = 'decision'
            AND \(cursor == nil ? "TRUE" : "(created_at, id) < (?, ?)")
            ORDER BY created_at DESC, id DESC
            LIMIT ?
            """,
            arguments,
            Adjudication.init
        )
        let items = Array(rows.prefix(limit))
        let next = items.last.map {
            RankCursor(rank: Double($0.createdAt.milliseconds), keys: [$0.id.rawValue]).text
        }
        return Page(items: items, next: rows.count > limit ? next : nil)
    }

    func append(_ entry: Adjudication) throws {
        let withdrawn: AdjudicationID? = if case .withdrawal(let id) = entry.content { id } else { nil }
        try run(
            """
            INSERT INTO adjudication (id, project_id, image_id, kind, withdraws, content, author_id, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                entry.id.rawValue, entry.projectID.rawValue, entry.imageID.rawValue, entry.kind,
                withdrawn?.rawValue, try ColumnJSON.text(entry.content), entry.authorID.rawValue,
                entry.createdAt.milliseconds,
            ],
            orConflict: "This identifier was used before, or the entry was withdrawn already."
        )
    }
}
