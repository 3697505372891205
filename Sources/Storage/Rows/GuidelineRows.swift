import GRDB
import Geometry
import Labeling

extension Guideline {
    init(row: Row) throws {
        self.init(
            id: GuidelineID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            version: row["version"],
            instructions: row["instructions"],
            note: row["note"],
            requiresQualification: row["requires_qualification"],
            authorID: row.identifier("author_id"),
            createdAt: row.time("created_at")
        )
    }
}

extension GuidelineExample {
    init(row: Row) throws {
        self.init(
            id: GuidelineExampleID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]),
            size: PixelSize(width: row["width"], height: row["height"]),
            labelID: LabelClassID(row["label_id"]),
            shape: try ColumnJSON.value(row["shape"]),
            verdict: try row.value("verdict"),
            reason: row["reason"]
        )
    }
}
