/// Somebody's objection to how an answer of theirs was scored.
public struct GoldDispute: Hashable, Sendable {
    /// What became of an objection.
    public enum Ruling: String, Sendable, Codable, CaseIterable {
        /// The known answer stands.
        case upheld
        /// The known answer was wrong and is corrected.
        case fixed
        /// The person's answer is acceptable, too.
        case accepted
        /// The image is no good as gold, and counts for nobody.
        case voided
    }

    /// The objection's identifier, made by the client so that a retry is recognised.
    public let id: GoldDisputeID
    /// The project.
    public let projectID: ProjectID
    /// The item.
    public let itemID: GoldItemID
    /// The turn it is about.
    public let assignmentID: AssignmentID
    /// Who objects.
    public let annotatorID: AccountID
    /// Why.
    public let reason: String
    /// When.
    public let createdAt: Timestamp
    /// What became of it; nil while it is open.
    public let ruling: Ruling?
    /// What the person is told about that.
    public let reply: String
    /// When it was decided.
    public let decidedAt: Timestamp?

    /// An objection with all its properties.
    public init(
        id: GoldDisputeID, projectID: ProjectID, itemID: GoldItemID, assignmentID: AssignmentID,
        annotatorID: AccountID, reason: String, createdAt: Timestamp, ruling: Ruling? = nil,
        reply: String = "",
        decidedAt: Timestamp? = nil
    ) {
        self.id = id
        self.projectID = projectID
        self.itemID = itemID
        self.assignmentID = assignmentID
        self.annotatorID = annotatorID
        self.reason = reason
        self.createdAt = createdAt
        self.ruling = ruling
        self.reply = reply
        self.decidedAt = decidedAt
    }
}

/// Something that somebody is told about their gold.
public struct GoldNotice: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// An objection was decided; the detail is the ruling.
        case disputeDecided = "dispute_decided"
        /// A score they may see has changed; the detail is the score before and after, in percent.
        case scoreChanged = "score_changed"
        /// A pause ended because the scores behind it changed.
        case pauseEnded = "pause_ended"
        /// Work of theirs was rejected with a pause; the detail is how many pieces, how much in minor units, the currency.
        case payRejected = "pay_rejected"
        /// Work that was rejected with a pause is earned again; the detail is as for ``payRejected``.
        case payRestored = "pay_restored"
    }

    /// The notice's identifier.
    public let id: GoldNoticeID
    /// The project.
    public let projectID: ProjectID
    /// Who is told.
    public let annotatorID: AccountID
    /// What happened.
    public let kind: Kind
    /// The turn it is about; nil where it is about none.
    public let assignmentID: AssignmentID?
    /// What the kind says it is.
    public let detail: String
    /// When.
    public let createdAt: Timestamp
    /// When they said that they had seen it.
    public let seenAt: Timestamp?

    /// A notice with all its properties.
    public init(
        id: GoldNoticeID, projectID: ProjectID, annotatorID: AccountID, kind: Kind,
        assignmentID: AssignmentID?, detail: String, createdAt: Timestamp, seenAt: Timestamp? = nil
    ) {
        self.id = id
        self.projectID = projectID
        self.annotatorID = annotatorID
        self.kind = kind
        self.assignmentID = assignmentID
        self.detail = detail
        self.createdAt = createdAt
        self.seenAt = seenAt
    }
}

/// One person's score on an item, beside how they do elsewhere.
public struct GoldItemScore: Hashable, Sendable {
    /// Their score on the item, 0…1.
    public let score: Double
    /// Their mean score on all other items; nil where they met no other.
    public let elsewhere: Double?
    /// When they answered.
    public let answeredAt: Timestamp

    /// A score with what it is compared with.
    public init(score: Double, elsewhere: Double?, answeredAt: Timestamp) {
        self.score = score
        self.elsewhere = elsewhere
        self.answeredAt = answeredAt
    }
}

/// Names a ``GoldDispute``; made by the client.
public typealias GoldDisputeID = Identifier<GoldDispute>
/// Names a ``GoldNotice``.
public typealias GoldNoticeID = Identifier<GoldNotice>
