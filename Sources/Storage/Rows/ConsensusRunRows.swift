import GRDB
import Labeling

extension ConsensusRun {
    init(row: Row) throws {
        self.init(
            projectID: ProjectID(row["project_id"]),
            number: row["number"],
            kind: try row.value("kind"),
            source: row["source"],
            settings: try ConsensusSettings(row: row),
            fit: row["fit"],
            answersRevision: row["answers_revision"],
            counts: ConsensusCounts(row: row),
            digest: row["digest"],
            authorID: row.identifier("author_id"),
            name: row["name"],
            keptFor: try row.valueIfPresent("kept_for"),
            createdAt: row.time("created_at")
        )
    }
}

extension ConsensusCounts {
    init(row: Row) {
        self.init(
            images: row["images"], answers: row["answers"], objects: row["objects"],
            conflicts: row["conflicts"])
    }
}
