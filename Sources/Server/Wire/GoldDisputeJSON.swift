import Labeling
import Workflow

/// An objection to a result.
struct GoldDisputeJSON: Encodable {
    let id: GoldDisputeID
    let assignmentId: AssignmentID
    let reason: String
    let createdAt: String
    let ruling: GoldDispute.Ruling?
    let reply: String
    let decidedAt: String?
    /// Who objects; only in the requester's list.
    var name: String?
    /// The image's file name; only in the requester's list.
    var imageName: String?
    /// The item; only in the requester's list.
    var itemId: GoldItemID?

    init(_ dispute: GoldDispute) {
        id = dispute.id
        assignmentId = dispute.assignmentID
        reason = dispute.reason
        createdAt = dispute.createdAt.rfc3339
        ruling = dispute.ruling
        reply = dispute.reply
        decidedAt = dispute.decidedAt?.rfc3339
    }

    init(_ report: GoldDisputeReport) {
        self.init(report.dispute)
        name = report.name
        imageName = report.imageName
        itemId = report.dispute.itemID
    }
}

/// An objection as a client sends it.
struct DisputeRequest: Decodable {
    let id: GoldDisputeID
    let reason: String
}

/// A decision as a client sends it.
struct RulingRequest: Decodable {
    let ruling: GoldDispute.Ruling
    let reply: String?
    /// For `fixed`: the corrected answer.
    let parts: [GoldPartJSON]?

    var draft: RulingDraft {
        RulingDraft(ruling: ruling, reply: reply ?? "", parts: parts?.map(\.part))
    }
}

/// Something one is told.
struct GoldNoticeJSON: Encodable {
    let id: GoldNoticeID
    let kind: GoldNotice.Kind
    let assignmentId: AssignmentID?
    let detail: String
    let createdAt: String
    let seen: Bool

    init(_ notice: GoldNotice) {
        id = notice.id
        kind = notice.kind
        assignmentId = notice.assignmentID
        detail = notice.detail
        createdAt = notice.createdAt.rfc3339
        seen = notice.seenAt != nil
    }
}

/// An image that could be gold.
struct GoldSuggestionJSON: Encodable {
    let imageId: ImageID
    let imageName: String
    let people: Int
    let objects: Int
    let meanIoU: Double

    init(_ suggestion: GoldSuggestion) {
        imageId = suggestion.image.id
        imageName = suggestion.image.name
        people = suggestion.people
        objects = suggestion.objects
        meanIoU = suggestion.meanIoU
    }
}
