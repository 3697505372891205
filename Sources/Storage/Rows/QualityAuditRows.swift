import GRDB
import Geometry
import Labeling

extension QualityAudit {
    init(row: Row) throws {
        self.init(
            id: QualityAuditID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            unit: try row.value("unit"),
            isStratified: row["stratified"],
            seed: row["seed"],
            size: row["size"],
            population: try ColumnJSON.value(row["population"]),
            halfWidth: row["half_width"],
            atLeast: row["at_least"],
            settings: try ConsensusSettings(row: row),
            fit: row["fit"],
            answersRevision: row["answers_revision"],
            digest: row["digest"],
            authorID: AccountID(row["author_id"]),
            createdAt: row.time("created_at")
        )
    }
}

extension QualityAuditItem {
    init(row: Row) throws {
        self.init(
            number: row["number"],
            imageID: ImageID(row["image_id"]),
            size: PixelSize(width: row["width"], height: row["height"]),
            labelID: row.identifier("label_id"),
            objects: try ColumnJSON.value(row["objects"])
        )
    }
}

extension AuditJudgement {
    init(row: Row) throws {
        self.init(
            id: AuditJudgementID(row["id"]),
            item: row["item"],
            verdict: try row.value("verdict"),
            reason: try row.valueIfPresent("reason"),
            judgeID: AccountID(row["judge_id"]),
            createdAt: row.time("created_at")
        )
    }
}
