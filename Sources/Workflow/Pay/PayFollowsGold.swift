import Labeling

extension ReadTransaction {
    /// The pause of the server's because of which a person's work is not paid at present; nil if there is none.
    fileprivate func payingPause(of annotator: AccountID, in project: ProjectID) throws -> GoldPause? {
        guard try goldSettings(of: project)?.settings.rejectsWork == true else { return nil }
        return try goldPauses(of: annotator, in: project).first { $0.endedAt == nil && $0.authorID == nil }
    }
}

extension WriteTransaction {
    /// Brings the pay of a person in line with the pause that lasts, or with none, and tells them.
    ///
    /// Where the project says so, work that nobody has judged is rejected while the server pauses its author. When the
    /// pause ends, for whatever reason, what the server rejected is earned again and waits for judgement. What a person
    /// decided stays.
    ///
    /// - Parameter reason: why rejected work is earned again, for the ledger and the person.
    func settlePay(
        of annotator: AccountID, in project: ProjectID, reason: String, at now: Timestamp,
        identifiers: IdentifierSource
    ) throws {
        let rejected = try rejectUnjudged(of: annotator, in: project, at: now)
        try tell(annotator, .payRejected, rejected, in: project, at: now, identifiers: identifiers)
        guard try payingPause(of: annotator, in: project) == nil else { return }
        let restored = try payWorkRejectedByPause(of: annotator, in: project).filter { work in
            try decide(work.id, from: [.rejected], to: .pending, feedback: reason, by: nil, at: now)
        }
        try tell(annotator, .payRestored, restored, in: project, at: now, identifiers: identifiers)
    }

    /// Rejects what nobody has judged of a person whose work is not paid at present, with the reason of the pause.
    ///
    /// - Returns: what it rejected.
    @discardableResult
    func rejectUnjudged(
        of annotator: AccountID, in project: ProjectID, at now: Timestamp
    ) throws -> [PayWork] {
        guard let pause = try payingPause(of: annotator, in: project) else { return [] }
        return try unjudgedPayWork(of: annotator, in: project).filter {
            try reject($0.id, because: pause, at: now)
        }
    }

    private func tell(
        _ annotator: AccountID, _ kind: GoldNotice.Kind, _ works: [PayWork], in project: ProjectID,
        at now: Timestamp, identifiers: IdentifierSource
    ) throws {
        // Terms may have changed their currency in between; each amount is told in its own.
        for (currency, works) in Dictionary(grouping: works, by: \.currency).sorted(by: { $0.key < $1.key }) {
            try insert(
                GoldNotice(
                    id: identifiers.identifier(), projectID: project, annotatorID: annotator, kind: kind,
                    assignmentID: nil,
                    detail: "\(works.count) \(works.reduce(0) { $0 + $1.amount }) \(currency)", createdAt: now
                ))
        }
    }
}
