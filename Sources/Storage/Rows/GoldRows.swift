import GRDB
import Labeling

extension GoldSettingsRecord {
    init(row: Row) throws {
        self.init(
            projectID: ProjectID(row["project_id"]),
            settings: try ColumnJSON.value(row["settings"]),
            seed: row["seed"],
            revision: row["revision"]
        )
    }
}

extension GoldItem {
    init(row: Row) throws {
        self.init(
            id: GoldItemID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]),
            purpose: try row.value("purpose"),
            state: try row.value("state"),
            reason: row["reason"],
            answers: try ColumnJSON.value(row["answers"]),
            maximumExposures: row["maximum_exposures"],
            trustedAt: row.timeIfPresent("trusted_at"),
            exposures: row["exposures"],
            authorID: AccountID(row["author_id"]),
            createdAt: row.time("created_at"),
            revision: row["revision"]
        )
    }
}

extension GoldTurn {
    init(row: Row) throws {
        let result: String? = row["result"]
        self.init(
            assignmentID: AssignmentID(row["assignment_id"]),
            itemID: GoldItemID(row["item_id"]),
            projectID: ProjectID(row["project_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            purpose: try row.value("purpose"),
            createdAt: row.time("created_at"),
            result: try result.map(ColumnJSON.value),
            answeredAt: row.timeIfPresent("answered_at"),
            examID: row.identifier("exam_id"),
            itemState: try row.value("item_state")
        )
    }
}

extension GoldExam {
    init(row: Row) throws {
        let outcome: String? = row["outcome"]
        self.init(
            id: GoldExamID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            number: row["number"],
            rules: try ColumnJSON.value(row["rules"]),
            startedAt: row.time("started_at"),
            finishedAt: row.timeIfPresent("finished_at"),
            outcome: try outcome.map(ColumnJSON.value)
        )
    }
}

extension GoldPause {
    init(row: Row) throws {
        self.init(
            id: GoldPauseID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            reason: row["reason"],
            authorID: row.identifier("author_id"),
            startedAt: row.time("started_at"),
            endedAt: row.timeIfPresent("ended_at"),
            endedBy: row.identifier("ended_by")
        )
    }
}

extension GoldDispute {
    init(row: Row) throws {
        self.init(
            id: GoldDisputeID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            itemID: GoldItemID(row["item_id"]),
            assignmentID: AssignmentID(row["assignment_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            reason: row["reason"],
            createdAt: row.time("created_at"),
            ruling: try row.valueIfPresent("ruling"),
            reply: row["reply"],
            decidedAt: row.timeIfPresent("decided_at")
        )
    }
}

extension GoldNotice {
    init(row: Row) throws {
        self.init(
            id: GoldNoticeID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            kind: try row.value("kind"),
            assignmentID: row.identifier("assignment_id"),
            detail: row["detail"],
            createdAt: row.time("created_at"),
            seenAt: row.timeIfPresent("seen_at")
        )
    }
}
