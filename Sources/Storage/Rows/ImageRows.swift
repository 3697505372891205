import GRDB
import Geometry
import Labeling

extension LabeledImage {
    init(row: Row) throws {
        self.init(
            id: ImageID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            name: row["name"],
            position: row["position"],
            size: PixelSize(width: row["width"], height: row["height"]),
            format: row["format"],
            original: BlobID(sha256: row["original_sha256"]),
            tiles: BlobID(sha256: row["tiles_sha256"]),
            createdAt: row.time("created_at")
        )
    }
}

extension Upload {
    init(row: Row) throws {
        let code: BoxwoodError.Code? = try row.valueIfPresent("failure_code")
        let message: String? = row["failure_message"]
        self.init(
            id: ImageID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            accountID: AccountID(row["account_id"]),
            name: row["name"],
            original: BlobID(sha256: row["original_sha256"]),
            state: try row.value("state"),
            attempts: row["attempts"],
            failure: code.map { Failure(code: $0, message: message ?? "") },
            createdAt: row.time("created_at")
        )
    }
}

extension ImageOverview {
    init(row: Row) throws {
        let submitted: Int = row["submitted"]
        let slots: Int = row["slots"]
        let skips: Int = row["skips"]
        let status: Status =
            switch submitted {
            case 0: skips > 0 ? .skipped : .unlabelled
            case slots...: .complete
            default: .partial
            }
        let objects: Int? = row["objects"]
        self.init(
            image: try LabeledImage(row: row),
            status: status,
            submitted: submitted,
            consensus: objects.map { objects in
                Figures(
                    objects: objects,
                    conflicts: row["conflicts"],
                    agreement: row["agreement"],
                    disagreement: row["disagreement"],
                    risk: row["risk"]
                )
            },
            priority: row["priority"]
        )
    }
}
