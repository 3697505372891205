public import Labeling

/// Puts an earlier run of a project's consensus back in force: its settings, its fit, and every image as it was.
///
/// Answers are never touched. The project then stands at that run, and answers that come wait, until somebody has its
/// consensus made again: that is how it goes on.
public struct RollBackConsensus: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 200

    /// Rolling back, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Rolls a project back, or forward again.
    ///
    /// The state it leaves is kept as a run first, so that one can come back to it.
    ///
    /// - Returns: the new run, which names the one it put back in force.
    public func callAsFunction(
        to number: Int, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ConsensusRun {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            _ = try tx.run(number, of: project)
        }
        try await RecordRun(environment)(project, by: principal.account.id, for: .rollback)
        let now = environment.clock.now()
        let run = try await environment.store.write { tx in
            let present = try tx.access(project, for: principal, atLeast: .requester).project
            return try tx.rollBack(present, to: number, by: principal.account.id, at: now)
        }
        try await restore(project, to: run.number)
        return run
    }

    /// Gives every image what it has in a run: after a rollback, and again where one was interrupted.
    func restore(_ project: ProjectID, to run: Int) async throws(BoxwoodError) {
        var position = 0
        while true {
            let last = try await environment.store.write { [position] tx -> Int? in
                // Somebody may have rolled back elsewhere, or let it go on.
                guard try tx.pinnedRun(of: project) == run else { return nil }
                return try tx.restoreConsensus(
                    in: project, to: run, afterPosition: position, limit: Self.pageSize)
            }
            guard let last else { break }
            position = last
        }
        try await DeriveFromConsensus(environment)(project)
    }
}

extension WriteTransaction {
    /// Makes the run that names another one, and lets the project stand at it.
    fileprivate func rollBack(
        _ present: Project, to number: Int, by author: AccountID, at time: Timestamp
    ) throws -> ConsensusRun {
        let source = try run(number, of: present.id)
        let last = try consensusRuns(of: present.id, before: nil, limit: 1).first ?? source
        let digest = RunDigest.of(
            source.settings, fit: source.fit, try consensusDigests(of: present.id, at: .run(number)))
        if last.digest == digest, try pinnedRun(of: present.id) == last.number { return last }
        var project = present
        project.consensus = source.settings
        if project != present { _ = try update(project, expectedRevision: present.revision) }
        let fit = try fit(of: present.id, run: number)
        if let fit { try put(fit) } else { try deleteFit(of: present.id) }
        let run = ConsensusRun(
            projectID: present.id, number: last.number + 1, kind: .rollback, source: number,
            settings: source.settings, fit: source.fit, answersRevision: source.answersRevision,
            counts: source.counts, digest: digest, authorID: author, createdAt: time)
        try insert(run, holding: .run(number), fit: fit)
        try pin(present.id, to: run.number)
        try append(
            AuditEvent(
                actor: author, action: "consensus.rolledBack", projectID: present.id,
                subject: String(number), at: time))
        return run
    }
}

extension ReadTransaction {
    /// A run of a project.
    func run(_ number: Int, of project: ProjectID) throws -> ConsensusRun {
        guard let run = try consensusRun(number, of: project) else { throw BoxwoodError.notFound("run") }
        return run
    }
}
