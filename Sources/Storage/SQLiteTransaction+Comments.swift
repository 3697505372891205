import GRDB
import Geometry
import Labeling

extension SQLiteTransaction {
    private static let columns = """
        id, project_id, image_id, author_id, x, y, annotation_id, state, created_at, shown_as
        """

    func thread(_ id: CommentThreadID) throws -> CommentThread? {
        try first(
            """
            SELECT \(Self.columns)
            FROM comment_thread
            WHERE id = ?
            """,
            [id.rawValue],
            thread
        )
    }

    func thread(holding comment: CommentID) throws -> CommentThreadID? {
        try first(
            """
            SELECT thread_id
            FROM comment
            WHERE id = ?
            """,
            [comment.rawValue]
        ) { row in CommentThreadID(row[0]) }
    }

    func threads(image: ImageID, author: AccountID?) throws -> [CommentThread] {
        var arguments: StatementArguments = [image.rawValue]
        if let author { arguments += [author.rawValue] }
        return try all(
            """
            SELECT \(Self.columns)
            FROM comment_thread
            WHERE image_id = ?
            AND \(author == nil ? "TRUE" : "author_id = ?")
            ORDER BY created_at, id
            """,
            arguments,
            thread
        )
    }

    func threads(of project: ProjectID, query: ThreadQuery) throws -> Page<CommentThread> {
        let limit = min(max(1, query.limit), 200)
        let cursor = try query.after.map(ThreadCursor.init)
        var arguments: StatementArguments = [project.rawValue]
        if let author = query.author { arguments += [author.rawValue] }
        if let state = query.state { arguments += [state.rawValue] }
        if let cursor { arguments += [cursor.createdAt, cursor.id] }
        arguments += [limit + 1]
        let rows = try all(
            """
            SELECT \(Self.columns)
            FROM comment_thread
            WHERE project_id = ?
            AND \(query.author == nil ? "TRUE" : "author_id = ?")
            AND \(query.state == nil ? "TRUE" : "state = ?")
            AND \(cursor == nil ? "TRUE" : "(created_at, id) < (?, ?)")
            ORDER BY created_at DESC, id DESC
            LIMIT ?
            """,
            arguments,
            thread
        )
        let items = Array(rows.prefix(limit))
        return Page(items: items, next: rows.count > limit ? items.last.map { ThreadCursor($0).text } : nil)
    }

    func threadCount(in project: ProjectID, state: CommentThread.State) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM comment_thread
            WHERE project_id = ? AND state = ?
            """,
            [project.rawValue, state.rawValue]
        )
    }

    func insert(_ thread: CommentThread) throws {
        try atomically {
            try run(
                """
                INSERT INTO comment_thread
                    (id, project_id, image_id, author_id, x, y, annotation_id, state, created_at, shown_as)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    thread.id.rawValue, thread.projectID.rawValue, thread.imageID.rawValue,
                    thread.authorID.rawValue, thread.place.x, thread.place.y, thread.annotationID?.rawValue,
                    thread.state.rawValue, thread.createdAt.milliseconds, thread.shownAs.rawValue,
                ],
                orConflict: "There is a comment with this identifier already."
            )
            for comment in thread.comments { try insert(comment, into: thread.id) }
        }
    }

    func append(_ comment: Comment, to thread: CommentThreadID, state: CommentThread.State) throws {
        try insert(comment, into: thread)
        try setState(state, of: thread)
    }

    func setState(_ state: CommentThread.State, of thread: CommentThreadID) throws {
        try run(
            """
            UPDATE comment_thread
            SET state = ?
            WHERE id = ?
            """,
            [state.rawValue, thread.rawValue]
        )
    }

    private func insert(_ comment: Comment, into thread: CommentThreadID) throws {
        try run(
            """
            INSERT INTO comment (id, thread_id, number, author_id, text, created_at)
            VALUES (?, ?, (SELECT COALESCE(MAX(number), 0) + 1 FROM comment WHERE thread_id = ?), ?, ?, ?)
            """,
            [
                comment.id.rawValue, thread.rawValue, thread.rawValue, comment.authorID.rawValue,
                comment.text, comment.createdAt.milliseconds,
            ],
            orConflict: "There is a comment with this identifier already."
        )
    }

    private func thread(_ row: Row) throws -> CommentThread {
        let comments = try all(
            """
            SELECT id, author_id, text, created_at
            FROM comment
            WHERE thread_id = ?
            ORDER BY number
            """,
            [row["id"] as String],
            Comment.init
        )
        return try CommentThread(row: row, comments: comments)
    }
}
