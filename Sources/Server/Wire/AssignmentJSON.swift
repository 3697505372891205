import Geometry
import Labeling
import Workflow

/// What an annotator needs for one image, and nothing about anybody else's work.
struct AssignmentJSON: Encodable {
    let id: AssignmentID
    let project: ProjectPart
    let image: ImagePart
    let lease: LeaseJSON
    let draft: DraftJSON
    let progress: OwnCount

    struct ProjectPart: Encodable {
        let id: ProjectID
        let name: String
        let instructions: String
        let labels: [LabelJSON]
        let minimumSidePixels: Double
    }

    struct LeaseJSON: Encodable {
        let token: String
        let expiresAt: String
        let seconds: Int64
    }

    struct DraftJSON: Encodable {
        let revision: Int
        let annotations: [AnnotationJSON]
    }

    struct OwnCount: Encodable {
        let submitted: Int
    }

    init(_ item: WorkItem, leaseSeconds: Int64) {
        id = item.assignment.id
        project = ProjectPart(
            id: item.project.id, name: item.project.name, instructions: item.project.instructions,
            labels: item.labels.map(LabelJSON.init), minimumSidePixels: item.project.minimumSidePixels)
        image = ImagePart(item.image)
        lease = LeaseJSON(
            token: item.assignment.leaseToken, expiresAt: item.assignment.leaseExpiresAt.rfc3339,
            seconds: leaseSeconds)
        draft = DraftJSON(
            revision: item.draft.revision, annotations: item.draft.annotations.map(AnnotationJSON.init))
        progress = OwnCount(submitted: item.submitted)
    }
}

/// An image as an annotator sees it: no file name.
struct ImagePart: Encodable {
    let id: ImageID
    let width: Int
    let height: Int
    let tiles: String

    init(_ image: LabeledImage) {
        id = image.id
        width = image.size.width
        height = image.size.height
        tiles = "/iiif/3/\(image.id)"
    }
}

/// Edits as a client sends them.
struct OperationsRequest: Decodable {
    let lease: String?
    let operations: [OperationJSON]

    struct OperationJSON: Decodable {
        let id: OperationID
        let edit: Operation.Edit

        private enum CodingKeys: String, CodingKey {
            case id, kind, annotation, annotationId
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(OperationID.self, forKey: .id)
            switch try container.decode(String.self, forKey: .kind) {
            case "put":
                edit = .put(try container.decode(AnnotationJSON.self, forKey: .annotation).annotation)
            case "remove":
                edit = .remove(try container.decode(AnnotationID.self, forKey: .annotationId))
            default:
                throw DecodingError.dataCorruptedError(
                    forKey: .kind, in: container, debugDescription: "This is either put or remove.")
            }
        }
    }
}

/// What became of a request's edits.
struct OperationsReceiptJSON: Encodable {
    let revision: Int
    let acknowledged: [OperationID]
    let rejected: [Rejection]

    struct Rejection: Encodable {
        let id: OperationID
        let code: String
        let detail: String
        let field: String?
    }

    init(_ receipt: OperationsReceipt) {
        revision = receipt.revision
        acknowledged = receipt.acknowledged
        rejected = receipt.rejected.map { id, error in
            Rejection(id: id, code: error.code.rawValue, detail: error.message, field: error.field)
        }
    }
}

/// A finished answer as a client sends it.
struct SubmissionRequest: Decodable {
    let id: SubmissionID
    let lease: String
    let annotations: [AnnotationJSON]
    let deletedSuggestions: [String: WholeNumber]?
    let activeMilliseconds: WholeNumber?
}

/// What an annotator gets for a finished answer.
struct ReceiptJSON: Encodable {
    let id: SubmissionID
    let status: Submission.Status
    let annotations: Int
    let sha256: String
    let receivedAt: String

    init(_ submission: Submission) {
        id = submission.id
        status = submission.status
        annotations = submission.annotations.count
        sha256 = submission.digest
        receivedAt = submission.receivedAt.rfc3339
    }
}
