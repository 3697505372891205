import GRDB
import Geometry
import Labeling

extension Assignment {
    init(row: Row) throws {
        self.init(
            id: AssignmentID(row["id"]),
            projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            state: try row.value("state"),
            leaseToken: row["lease_token"],
            leaseExpiresAt: row.time("lease_expires_at"),
            createdAt: row.time("created_at"),
            skipReason: row["skip_reason"],
            dueAt: row.timeIfPresent("due_at"),
            extensions: row["extensions"],
            price: row["price"],
            shownAs: ImageID(row["shown_as"]),
            isFurther: row["is_further"]
        )
    }
}

extension Operation {
    init(row: Row) throws {
        let document: String? = row["annotation"]
        let edit: Edit =
            if let document {
                .put(try ColumnJSON.value(document))
            } else {
                .remove(AnnotationID(row["annotation_id"]))
            }
        self.init(
            id: OperationID(row["id"]),
            assignmentID: AssignmentID(row["assignment_id"]),
            edit: edit,
            receivedAt: row.time("received_at")
        )
    }
}

extension Submission {
    init(row: Row, annotations: [Annotation]) throws {
        let deleted: String? = row["deleted_suggestions"]
        self.init(
            id: SubmissionID(row["id"]),
            assignmentID: row.identifier("assignment_id"),
            projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            status: try row.value("status"),
            annotations: annotations,
            deletedSuggestions: try deleted.map(ColumnJSON.value) ?? [:],
            activeMilliseconds: row["active_milliseconds"],
            digest: row["digest"],
            receivedAt: row.time("received_at"),
            guidelineVersion: row["guideline_version"],
            focusChanges: row["focus_changes"],
            shownAs: ImageID(row["shown_as"])
        )
    }
}

extension Annotation {
    init(row: Row) throws {
        let rings: String? = row["rings"]
        let shape: Shape =
            if let rings {
                .polygon(try ColumnJSON.value(rings))
            } else {
                .box(Box(x: row["x"], y: row["y"], width: row["width"], height: row["height"]))
            }
        let details: String? = row["details"]
        self.init(
            id: AnnotationID(row["id"]),
            labelID: LabelClassID(row["label_id"]),
            shape: shape,
            flags: AnnotationFlags(rawValue: row["flags"]),
            details: try details.map(ColumnJSON.value) ?? AnnotationDetails()
        )
    }
}

extension ReferenceLayer {
    init(row: Row) throws {
        self.init(
            id: ReferenceID(row["id"]),
            imageID: ImageID(row["image_id"]),
            kind: try row.value("kind"),
            source: row["source"],
            annotations: try ColumnJSON.value(row["annotations"]),
            createdAt: row.time("created_at")
        )
    }
}
