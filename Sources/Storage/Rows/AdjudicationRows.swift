import GRDB
import Geometry
import Labeling

extension Adjudication {
    init(row: Row) throws {
        self.init(
            id: AdjudicationID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]),
            content: try ColumnJSON.value(row["content"]),
            authorID: AccountID(row["author_id"]),
            createdAt: row.time("created_at")
        )
    }

    /// The word under which the table knows what was said.
    var kind: String {
        switch content {
        case .decision: "decision"
        case .look: "look"
        case .withdrawal: "withdrawal"
        }
    }
}

extension ConflictRow {
    init(row: Row) throws {
        self.init(
            conflict: QueuedConflict(
                id: ConflictID(row["id"]),
                imageID: ImageID(row["image_id"]),
                kind: try row.value("kind"),
                labelID: row.identifier("label_id"),
                objectID: row["object_id"],
                box: Box(x: row["x"], y: row["y"], width: row["width"], height: row["height"]),
                errors: row["errors"],
                minutes: row["minutes"]),
            imageName: row["image_name"],
            size: PixelSize(width: row["image_width"], height: row["image_height"]),
            assignee: row.identifier("account_id"),
            decision: row.identifier("decision_id")
        )
    }
}

extension WallObject {
    init(row: Row) throws {
        self.init(
            imageID: ImageID(row["image_id"]),
            objectID: row["object_id"],
            labelID: LabelClassID(row["label_id"]),
            box: Box(x: row["x"], y: row["y"], width: row["width"], height: row["height"]),
            probability: row["probability"],
            spread: row["spread"],
            verdict: try row.valueIfPresent("verdict"),
            isSettled: row["is_settled"]
        )
    }
}
