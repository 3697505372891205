import GRDB
import Labeling

extension OutsideLink {
    init(row: Row) throws {
        self.init(
            id: OutsideLinkID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            name: row["name"],
            kind: try row.value("kind"),
            images: row["images"],
            capacity: row["capacity"],
            completionCode: row["completion_code"],
            completionURL: row["completion_url"],
            expiresAt: row.time("expires_at"),
            revokedAt: row.timeIfPresent("revoked_at"),
            authorID: row.identifier("author_id"),
            createdAt: row.time("created_at")
        )
    }
}

extension OutsideWorker {
    init(row: Row) throws {
        self.init(
            projectID: ProjectID(row["project_id"]),
            kind: try row.value("kind"),
            worker: row["worker"],
            accountID: AccountID(row["account_id"]),
            linkID: OutsideLinkID(row["link_id"]),
            createdAt: row.time("created_at")
        )
    }
}

extension OutsideVisit {
    init(row: Row) throws {
        self.init(
            id: OutsideVisitID(row["id"]),
            linkID: OutsideLinkID(row["link_id"]),
            accountID: AccountID(row["account_id"]),
            outsideKey: row["outside_key"],
            studyKey: row["study_key"],
            submitTo: row["submit_to"],
            createdAt: row.time("created_at")
        )
    }
}
