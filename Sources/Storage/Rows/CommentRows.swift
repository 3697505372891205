import GRDB
import Geometry
import Labeling

extension CommentThread {
    init(row: Row, comments: [Comment]) throws {
        self.init(
            id: CommentThreadID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]),
            authorID: AccountID(row["author_id"]),
            place: ImagePoint(x: row["x"], y: row["y"]),
            annotationID: row.identifier("annotation_id"),
            state: try row.value("state"),
            createdAt: row.time("created_at"),
            comments: comments,
            shownAs: row.identifier("shown_as")
        )
    }
}

extension Comment {
    init(row: Row) throws {
        self.init(
            id: CommentID(row["id"]),
            authorID: AccountID(row["author_id"]),
            text: row["text"],
            createdAt: row.time("created_at")
        )
    }
}
