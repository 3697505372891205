import Agreement
import Labeling

extension ReadTransaction {
    /// The health of an item; after a requester trusted it anew only later answers say something about it.
    func goldHealth(of item: GoldItem, threshold: Double, disputes: [GoldDispute]) throws -> GoldHealth {
        let scores = try goldScores(of: item.id).filter { score in
            item.trustedAt.map { score.answeredAt > $0 } ?? true
        }
        let objections = disputes.count { dispute in
            dispute.itemID == item.id && dispute.ruling != .upheld
                && (item.trustedAt.map { dispute.createdAt > $0 } ?? true)
        }
        return GoldHealth(scores: scores, disputes: objections, threshold: threshold)
    }
}

extension WriteTransaction {
    /// Puts an active item in quarantine if its health says so; the scores of all who met it follow.
    func checkHealth(of id: GoldItemID, at now: Timestamp, identifiers: IdentifierSource) throws {
        guard var item = try goldItem(id), item.state == .active,
            item.exposures >= GoldHealth.minimumAnswers, let project = try project(item.projectID),
            let settings = try goldSettings(of: project.id)?.settings
        else { return }
        let health = try goldHealth(
            of: item, threshold: settings.threshold, disputes: try goldDisputes(in: project.id))
        guard let doubt = health.doubt else { return }
        item.state = .suspect
        item.reason = doubt
        try store(
            item, expectedRevision: item.revision, project: project, at: now, identifiers: identifiers)
        try append(
            AuditEvent(
                actor: nil, action: "gold.quarantined", projectID: project.id, subject: id.rawValue, at: now))
    }
}
