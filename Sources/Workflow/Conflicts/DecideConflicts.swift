import Agreement
public import Labeling

/// Takes decisions about conflicts, and takes them back; the consensus of the image follows at once.
public struct DecideConflicts: Sendable {
    private let environment: WorkflowEnvironment

    /// Deciding, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Decides a conflict; the same identifier again answers the same again.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` where somebody decided it before; ``BoxwoodError/Code/notFound`` where the
    ///   answers no longer differ there.
    public func callAsFunction(
        _ draft: DecisionDraft, on id: ConflictID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ConflictView {
        try draft.check()
        let now = environment.clock.now()
        // All that takes time is done in a reading; the one writer only adds the entry.
        let prepared = try await environment.store.read { [environment] tx -> (Adjudication, isNew: Bool) in
            if let known = try tx.adjudication(draft.id) {
                _ = try tx.access(project, for: principal, atLeast: .reviewer)
                guard known.projectID == project, known.authorID == principal.account.id,
                    known.decision?.conflict.id == id
                else { throw BoxwoodError(.conflict, "This identifier was used for another decision.") }
                return (known, false)
            }
            let row = try tx.conflict(id, in: project, for: principal)
            guard row.decision == nil else { throw Self.decidedBefore }
            let source = try tx.source(of: row.conflict)
            guard let dispute = source.dispute(id), let wanted = try tx.project(project) else {
                throw BoxwoodError.notFound("conflict")
            }
            let rules = AnnotationRules(
                labels: try tx.labels(of: project), size: source.input.image.size,
                minimumSidePixels: wanted.minimumSidePixels)
            let decision = try draft.decision(
                on: dispute, in: source, rules: rules, identifiers: environment.identifiers)
            let entry = Adjudication(
                id: draft.id, projectID: project, imageID: source.input.image.id,
                content: .decision(decision),
                authorID: principal.account.id, createdAt: now)
            return (entry, true)
        }
        let entry = prepared.0
        if prepared.isNew {
            try await environment.store.write { tx in
                _ = try tx.access(project, for: principal, atLeast: .reviewer)
                try tx.refuseWhilePinned(project)
                let isDecided = try tx.adjudications(image: entry.imageID).contains {
                    $0.decision?.conflict.id == id
                }
                guard !isDecided else { throw Self.decidedBefore }
                try tx.append(entry)
                try tx.note("conflict.decided", entry)
            }
            try await SettleConsensus(environment).settle(entry.imageID)
        }
        return try await view(id, in: project, by: principal)
    }

    /// Takes a decision back: the conflict is open again, and both entries are kept.
    ///
    /// - Returns: the conflict; nil where the answers no longer differ there.
    @discardableResult
    public func withdraw(
        _ decision: AdjudicationID, on id: ConflictID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ConflictView? {
        let image = try await environment.withdraw(decision, in: project, by: principal) { entry in
            entry.decision?.conflict.id == id
        }
        try await SettleConsensus(environment).settle(image)
        do throws(BoxwoodError) {
            return try await view(id, in: project, by: principal)
        } catch  where error.code == .notFound {
            return nil
        }
    }

    private func view(
        _ id: ConflictID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ConflictView {
        try await environment.store.read { tx in
            try tx.view(try tx.conflict(id, in: project, for: principal))
        }
    }

    private static var decidedBefore: BoxwoodError {
        BoxwoodError(.conflict, "Somebody has decided this conflict; withdraw that decision first.")
    }
}

extension WorkflowEnvironment {
    /// Adds an entry that takes another back; it is added once, however often it is asked for.
    ///
    /// - Parameter isMeant: whether the entry is of the kind to be taken back.
    /// - Returns: the image that it is about.
    func withdraw(
        _ id: AdjudicationID, in project: ProjectID, by principal: Principal,
        isMeant: @escaping @Sendable (Adjudication) -> Bool
    ) async throws(BoxwoodError) -> ImageID {
        let entry = AdjudicationID(identifiers.uuid(Adjudication.self).rawValue)
        let now = clock.now()
        return try await store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            guard let known = try tx.adjudication(id), known.projectID == project, isMeant(known) else {
                throw BoxwoodError.notFound("decision")
            }
            if try tx.withdrawal(of: id) == nil {
                try tx.refuseWhilePinned(project)
                let withdrawal = Adjudication(
                    id: entry, projectID: project, imageID: known.imageID, content: .withdrawal(of: id),
                    authorID: principal.account.id, createdAt: now)
                try tx.append(withdrawal)
                try tx.note("conflict.withdrawn", withdrawal)
            }
            return known.imageID
        }
    }
}

extension WriteTransaction {
    /// Nothing is said of a consensus that an earlier run has put back in force: it would take no effect.
    func refuseWhilePinned(_ project: ProjectID) throws {
        guard let run = try pinnedRun(of: project) else { return }
        throw BoxwoodError(
            .conflict, "The project stands at run \(run) of its consensus; let it go on first.")
    }

    /// Notes an entry in the audit trail.
    func note(_ action: String, _ entry: Adjudication) throws {
        try append(
            AuditEvent(
                actor: entry.authorID, action: action, projectID: entry.projectID, subject: entry.id.rawValue,
                at: entry.createdAt))
    }
}
