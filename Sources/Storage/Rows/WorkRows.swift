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
            skipReason: row["skip_reason"]
        )
    }
}

extension Operation {
    init(row: Row) throws {
        let document: String? = row["annotation"]
        let edit: Edit =
            if let document {
                .put(try ShapeJSON.value(document))
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
        self.init(
            id: SubmissionID(row["id"]),
            assignmentID: row.identifier("assignment_id"),
            projectID: ProjectID(row["project_id"]),
            imageID: ImageID(row["image_id"]),
            annotatorID: AccountID(row["annotator_id"]),
            status: try row.value("status"),
            annotations: annotations,
            activeMilliseconds: row["active_milliseconds"],
            digest: row["digest"],
            receivedAt: row.time("received_at")
        )
    }
}

extension Annotation {
    init(row: Row) throws {
        let rings: String? = row["rings"]
        let shape: Shape =
            if let rings {
                .polygon(try ShapeJSON.value(rings))
            } else {
                .box(Box(x: row["x"], y: row["y"], width: row["width"], height: row["height"]))
            }
        self.init(
            id: AnnotationID(row["id"]),
            labelID: LabelClassID(row["label_id"]),
            shape: shape,
            flags: AnnotationFlags(rawValue: row["flags"])
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
            annotations: try ShapeJSON.value(row["annotations"]),
            createdAt: row.time("created_at")
        )
    }
}
