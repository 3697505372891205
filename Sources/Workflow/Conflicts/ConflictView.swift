public import Agreement
public import Labeling

/// A conflict as those see it who may decide it.
public struct ConflictView: Sendable {
    /// The conflict.
    public let row: ConflictRow
    /// The name of whoever is to decide it.
    public let assignee: String?
    /// What was decided; nil while it is open.
    public let decision: DecisionView?
}

/// A decision with the names of those behind it.
public struct DecisionView: Sendable {
    /// The entry.
    public let entry: Adjudication
    /// What was decided.
    public let decision: Decision
    /// Who decided.
    public let by: String
    /// The image's name.
    public let imageName: String
    /// When it was withdrawn, and by whom; nil while it holds.
    public let withdrawn: (at: Timestamp, by: String)?
}

/// A conflict with everything that is needed to decide it.
public struct ConflictDetail: Sendable {
    /// What one of the annotators drew at the place.
    public struct Answer: Sendable {
        /// Stands for the person, the same over the whole image.
        public let letter: String
        /// The person's name, for requesters who ask for it.
        public let name: String?
        /// What they drew here, what lies there best first; empty where they drew nothing.
        public let shapes: [Annotation]
        /// The part of the place that they looked at in full size, 0…1; nil where that is not known.
        public let screened: Double?
    }

    /// The conflict.
    public let view: ConflictView
    /// Everybody who answered the image, in order of letter.
    public let answers: [Answer]
    /// What the merge, or the decision, made of it.
    public let merged: [ConsensusObject]
    /// What is the matter, as plain sentences.
    public let details: [String]
}

extension ReadTransaction {
    /// A conflict that the principal may decide.
    func conflict(_ id: ConflictID, in project: ProjectID, for principal: Principal) throws -> ConflictRow {
        _ = try access(project, for: principal, atLeast: .reviewer)
        guard let row = try conflict(id), let image = try image(row.conflict.imageID),
            image.projectID == project
        else { throw BoxwoodError.notFound("conflict") }
        return row
    }

    func view(_ row: ConflictRow) throws -> ConflictView {
        ConflictView(
            row: row, assignee: try row.assignee.map(reviewerName),
            decision: try row.decision.flatMap { try adjudication($0) }.flatMap(view))
    }

    /// A decision with names; nil for other entries.
    func view(_ entry: Adjudication) throws -> DecisionView? {
        guard let decision = entry.decision else { return nil }
        return DecisionView(
            entry: entry, decision: decision, by: try reviewerName(entry.authorID),
            imageName: try image(entry.imageID)?.name ?? "",
            withdrawn: try withdrawal(of: entry.id).map { ($0.createdAt, try reviewerName($0.authorID)) })
    }

    /// Those who decide are no annotators to be hidden from one another.
    private func reviewerName(_ id: AccountID) throws -> String {
        try account(id)?.name ?? "deleted account"
    }
}
