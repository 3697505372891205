import GRDB
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        conflict.id, conflict.image_id, conflict.kind, conflict.label_id, conflict.object_id, conflict.x, conflict.y,
        conflict.width, conflict.height, conflict.errors, conflict.minutes, conflict.gain, conflict.decision_id,
        image.name AS image_name, image.width AS image_width, image.height AS image_height,
        conflict_assignment.account_id
        """
    private static let tables = """
        conflict
            JOIN image ON image.id = conflict.image_id
            LEFT JOIN conflict_assignment ON conflict_assignment.conflict_id = conflict.id
        """

    func conflicts(of project: ProjectID, query: ConflictQuery) throws -> Page<ConflictRow> {
        let limit = min(max(1, query.limit), 1000)
        let cursor = try query.after.map { text in try RankCursor(text, keys: 1) }
        let filter = ConflictFilter(query, kind: query.kind, state: query.state)
        var arguments: StatementArguments = [project.rawValue]
        arguments += filter.arguments
        // The second number is for the index alone: it finds where the page begins.
        if let cursor { arguments += [cursor.rank, cursor.rank, cursor.keys[0]] }
        arguments += [limit + 1]
        let rows = try all(
            """
            SELECT \(Self.columns)
            FROM \(Self.tables)
            WHERE conflict.project_id = ? AND \(filter.condition)
            AND \(cursor == nil ? "TRUE" : "conflict.gain <= ? AND (-conflict.gain, conflict.id) > (-?, ?)")
            ORDER BY conflict.gain DESC, conflict.id
            LIMIT ?
            """,
            arguments,
            ConflictRow.init
        )
        let items = Array(rows.prefix(limit))
        let next = items.last.map {
            RankCursor(rank: $0.conflict.gain, keys: [$0.conflict.id.rawValue]).text
        }
        return Page(items: items, next: rows.count > limit ? next : nil)
    }

    func conflictCounts(of project: ProjectID, query: ConflictQuery) throws -> ConflictCounts {
        let filter = ConflictFilter(query, kind: nil, state: .all)
        var arguments: StatementArguments = [project.rawValue]
        arguments += filter.arguments
        let rows = try all(
            """
            SELECT conflict.kind, conflict.is_decided, COUNT(*) AS number
            FROM conflict
                LEFT JOIN conflict_assignment ON conflict_assignment.conflict_id = conflict.id
            WHERE conflict.project_id = ? AND \(filter.condition)
            GROUP BY conflict.kind, conflict.is_decided
            """,
            arguments
        ) { row -> (kind: QueuedConflict.Kind, isDecided: Bool, number: Int) in
            (try row.value("kind"), row["is_decided"], row["number"])
        }
        var counts = ConflictCounts()
        for row in rows {
            if row.isDecided {
                counts.decided += row.number
            } else {
                counts.open[row.kind] = row.number
            }
            let isWanted =
                switch query.state {
                case .open: !row.isDecided
                case .decided: row.isDecided
                case .all: true
                }
            if isWanted, query.kind == nil || query.kind == row.kind { counts.total += row.number }
        }
        return counts
    }

    func conflict(_ id: ConflictID) throws -> ConflictRow? {
        try first(
            """
            SELECT \(Self.columns)
            FROM \(Self.tables)
            WHERE conflict.id = ?
            """,
            [id.rawValue],
            ConflictRow.init
        )
    }

    func assign(_ conflicts: [ConflictID], in project: ProjectID, to account: AccountID?) throws -> Int {
        var assigned = 0
        for id in conflicts {
            let isThere = try exists(
                """
                SELECT 1
                FROM conflict
                WHERE id = ? AND project_id = ?
                """,
                [id.rawValue, project.rawValue]
            )
            guard isThere else { continue }
            assigned += 1
            if let account {
                try run(
                    """
                    INSERT INTO conflict_assignment (conflict_id, project_id, account_id)
                    VALUES (?, ?, ?)
                    ON CONFLICT (conflict_id) DO UPDATE SET account_id = excluded.account_id
                    """,
                    [id.rawValue, project.rawValue, account.rawValue]
                )
            } else {
                try run(
                    """
                    DELETE FROM conflict_assignment
                    WHERE conflict_id = ?
                    """,
                    [id.rawValue]
                )
            }
        }
        return assigned
    }
}

/// What a question about conflicts asks of their rows.
private struct ConflictFilter {
    private(set) var condition = "TRUE"
    private(set) var arguments = StatementArguments()

    init(_ query: ConflictQuery, kind: QueuedConflict.Kind?, state: ConflictQuery.State) {
        if let kind { add("conflict.kind = ?", [kind.rawValue]) }
        if let label = query.label { add("conflict.label_id = ?", [label.rawValue]) }
        if let image = query.image { add("conflict.image_id = ?", [image.rawValue]) }
        switch query.assignee {
        case .nobody: add("conflict_assignment.account_id IS NULL", [])
        case .account(let id): add("conflict_assignment.account_id = ?", [id.rawValue])
        case nil: break
        }
        switch state {
        case .open: add("conflict.is_decided = 0", [])
        case .decided: add("conflict.is_decided = 1", [])
        case .all: break
        }
    }

    private mutating func add(_ part: String, _ values: StatementArguments) {
        condition += " AND " + part
        arguments += values
    }
}
