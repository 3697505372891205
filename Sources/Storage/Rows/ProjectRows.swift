import GRDB
import Labeling

extension Project {
    init(row: Row) throws {
        self.init(
            id: ProjectID(row["id"]),
            name: row["name"],
            summary: row["summary"],
            instructions: row["instructions"],
            replication: row["replication"],
            consensus: try ConsensusSettings(row: row),
            minimumSidePixels: row["minimum_side_pixels"],
            revision: row["revision"],
            createdAt: row.time("created_at")
        )
    }
}

extension LabelClass {
    init(row: Row) throws {
        self.init(
            id: LabelClassID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            name: row["name"],
            color: row["color"],
            key: row["key"],
            summary: row["summary"],
            position: row["position"],
            isRetired: row["is_retired"],
            attributes: try ColumnJSON.value(row["attributes"])
        )
    }
}

extension Membership {
    init(row: Row) throws {
        self.init(
            projectID: ProjectID(row["project_id"]),
            accountID: AccountID(row["account_id"]),
            role: try row.value("role")
        )
    }
}

extension ProjectProgress {
    init(row: Row) throws {
        self.init(
            images: row["images"],
            slots: row["slots"],
            submitted: row["submitted"],
            leased: row["leased"],
            complete: row["complete"],
            empty: row["empty"],
            skipped: row["skipped"],
            conflicts: row["conflicts"]
        )
    }
}
