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
    let next: ImagePart?

    struct ProjectPart: Encodable {
        let id: ProjectID
        let name: String
        let instructions: String
        let labels: [LabelJSON]
        /// Classes that can no longer be chosen; shapes may still have them.
        let retiredLabels: [LabelJSON]
        let minimumSidePixels: Double
        let guidelines: GuidelinesPart?
    }

    /// Which version of the guidelines holds.
    struct GuidelinesPart: Encodable {
        let version: Int
        /// The older version that the person was shown last; left out when they know this one.
        let changedSince: Int?
    }

    struct LeaseJSON: Encodable {
        let token: String
        let expiresAt: String
        let seconds: Int64
        /// When the turn ends whatever its heartbeats say.
        let dueAt: String?
        /// Seconds until then, for clients whose clocks are wrong.
        let secondsLeft: Int64?
        let extensions: Int
        let extensionsAllowed: Int
    }

    struct DraftJSON: Encodable {
        let revision: Int
        let annotations: [AnnotationJSON]
        /// The last operation on each shape, removed ones included.
        let shapeRevisions: [String: OperationID]

        init(_ draft: Draft) {
            revision = draft.revision
            annotations = draft.annotations.map(AnnotationJSON.init)
            shapeRevisions = Dictionary(
                uniqueKeysWithValues: draft.shapeRevisions.map { ($0.rawValue, $1) })
        }
    }

    struct OwnCount: Encodable {
        let submitted: Int
    }

    init(_ item: WorkItem, leaseSeconds: Int64, now: Timestamp) {
        id = item.assignment.id
        project = ProjectPart(
            id: item.project.id, name: item.project.name, instructions: item.project.instructions,
            labels: item.labels.filter { !$0.isRetired }.map(LabelJSON.init),
            retiredLabels: item.labels.filter(\.isRetired).map(LabelJSON.init),
            minimumSidePixels: item.project.minimumSidePixels,
            guidelines: item.guidelineVersion.map {
                GuidelinesPart(version: $0, changedSince: item.guidelineBefore)
            })
        image = ImagePart(item.image)
        lease = LeaseJSON(
            token: item.assignment.leaseToken, expiresAt: item.assignment.leaseExpiresAt.rfc3339,
            seconds: leaseSeconds, dueAt: item.assignment.dueAt?.rfc3339,
            secondsLeft: item.assignment.dueAt?.seconds(after: now),
            extensions: item.assignment.extensions, extensionsAllowed: item.extensions)
        draft = DraftJSON(item.draft)
        progress = OwnCount(submitted: item.submitted)
        next = item.next.map(ImagePart.init)
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
        /// Missing: the edit is taken whatever the draft holds; null: the shape was not there.
        let base: ReceivedOperation.Base

        private enum CodingKeys: String, CodingKey {
            case id, kind, annotation, annotationId, base
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(OperationID.self, forKey: .id)
            base =
                container.contains(.base)
                ? .revision(try container.decodeIfPresent(OperationID.self, forKey: .base)) : .unknown
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
    let previousRevision: Int
    let revision: Int
    let acknowledged: [OperationID]
    let rejected: [Rejection]

    struct Rejection: Encodable {
        let id: OperationID
        let code: String
        let detail: String
        let field: String?
        /// For `stale`: the shape as it is now.
        let present: Present?
    }

    /// A shape as the draft holds it.
    struct Present: Encodable {
        /// The last operation on it; null when there is none.
        let revision: OperationID?
        /// Null when it is not there.
        let annotation: AnnotationJSON?
    }

    init(_ receipt: OperationsReceipt) {
        previousRevision = receipt.previousRevision
        revision = receipt.revision
        acknowledged = receipt.acknowledged
        rejected = receipt.rejected.map { rejection in
            let last = rejection.present
            return Rejection(
                id: rejection.id, code: rejection.error.code.rawValue, detail: rejection.error.message,
                field: rejection.error.field,
                present: rejection.error.code == .stale
                    ? Present(revision: last?.id, annotation: last?.edit.annotation.map(AnnotationJSON.init))
                    : nil)
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
    /// What of the image was looked at in full size; missing where the client doesn't know.
    let screened: ScreenedArea?
    /// How many operations of the draft the answer knows of; missing: whatever the draft holds.
    let revision: WholeNumber?
    /// The version of the guidelines that the person was shown; missing: the present one.
    let guidelineVersion: WholeNumber?
    /// How often the person turned to something else; missing: nobody counted.
    let focusChanges: WholeNumber?
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
        status = submission.status.told
        annotations = submission.annotations.count
        sha256 = submission.digest
        receivedAt = submission.receivedAt.rfc3339
    }
}

extension Timestamp {
    /// Whole seconds from another moment until this one; 0 where it is past.
    func seconds(after earlier: Timestamp) -> Int64 {
        max(0, (milliseconds - earlier.milliseconds) / 1000)
    }
}
