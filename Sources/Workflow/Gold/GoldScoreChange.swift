import Labeling

/// A score that is another than it was: what people are told follows from these.
struct GoldScoreChange: Sendable {
    /// The turn, with its result from before.
    let turn: GoldTurn
    /// What it is worth now.
    let result: GoldResult
    /// Whether it still counts.
    let isCounted: Bool
}

extension WriteTransaction {
    /// Does what follows from changed scores, in their transaction: tells those who may see them.
    ///
    /// All corrections, rulings and quarantines come by this one way; exams, pauses and pay follow behind it.
    func follow(_ changes: [GoldScoreChange], at now: Timestamp, identifiers: IdentifierSource) throws {
        for change in changes where try isShown(change.turn) {
            let before = Self.percent(change.turn.result?.score ?? 0)
            let after = Self.percent(change.result.score)
            guard before != after || !change.isCounted else { continue }
            try insert(
                GoldNotice(
                    id: identifiers.identifier(), projectID: change.turn.projectID,
                    annotatorID: change.turn.annotatorID, kind: .scoreChanged,
                    assignmentID: change.turn.assignmentID,
                    detail: change.isCounted ? "\(before) \(after)" : "\(before)", createdAt: now))
        }
    }

    private static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
