import GRDB
import Labeling

extension ConsensusSettings {
    init(row: Row) throws {
        self.init(
            method: row["consensus_method"],
            iouThreshold: row["iou_threshold"],
            quorum: row["quorum"],
            weights: try row.value("place_weights"),
            recalibration: try row.value("recalibration")
        )
    }
}

extension ConsensusRecord {
    init(row: Row) throws {
        self.init(
            imageID: ImageID(row["image_id"]),
            settings: try ConsensusSettings(row: row),
            annotators: row["annotators"],
            objects: row["objects"],
            conflicts: row["conflicts"],
            agreement: row["agreement"],
            disagreement: row["disagreement"],
            risk: row["risk"],
            fit: row["fit"],
            document: row["document"],
            computedAt: row.time("computed_at")
        )
    }
}

extension FitRecord {
    init(row: Row) throws {
        self.init(
            projectID: ProjectID(row["project_id"]),
            digest: row["digest"],
            settings: try ConsensusSettings(row: row),
            images: row["images"],
            answers: row["answers"],
            answersRevision: row["answers_revision"],
            document: row["document"],
            computedAt: row.time("computed_at")
        )
    }
}

extension AuditEvent {
    init(row: Row) throws {
        self.init(
            actor: row.identifier("actor_id"),
            action: row["action"],
            projectID: row.identifier("project_id"),
            subject: row["subject"],
            at: row.time("at")
        )
    }
}
