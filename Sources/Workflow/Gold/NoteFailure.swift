import Agreement
import Labeling

extension ReadTransaction {
    /// Whether a person fails a project's known answers: they are paused, or have answered as many as a pause needs and
    /// their score lies below the threshold.
    ///
    /// After somebody lifted a pause only later answers count.
    func failsGold(_ annotator: AccountID, in project: ProjectID) throws -> Bool {
        let pauses = try goldPauses(of: annotator, in: project)
        if pauses.contains(where: { $0.endedAt == nil }) { return true }
        guard let settings = try goldSettings(of: project)?.settings else { return false }
        let lifted = pauses.filter { $0.endedBy != nil }.compactMap(\.endedAt).max()
        let score = try goldStanding(of: annotator, in: project, after: lifted).score
        return score.n >= settings.minimumAnswers && score.value.map { $0 < settings.threshold } ?? false
    }
}

extension WriteTransaction {
    /// Keeps whether a person fails a project's known answers, for the rules of replication; where that changes, their
    /// images wait for ``FollowRules`` to judge them anew.
    func noteFailure(of annotator: AccountID, in project: ProjectID) throws {
        try setGoldFailure(
            GoldFailure(annotator: annotator, hasFailed: try failsGold(annotator, in: project)), in: project)
    }
}
