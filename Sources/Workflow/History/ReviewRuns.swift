public import Labeling

/// A run as somebody may see it.
public struct RunView: Sendable {
    /// The run.
    public let run: ConsensusRun
    /// The name of who asked for it, as the reader may know it; nil for the server itself.
    public let author: String?
}

/// The history of a project's consensus, or a part of it.
public struct RunHistory: Sendable {
    /// What a project stands at until it goes on.
    public struct Pin: Sendable {
        /// The run's number.
        public let run: Int
        /// Images whose answers it does not know, by position; at most ``ReviewRuns/mostWaiting``.
        public let waiting: [LabeledImage]
    }

    /// Runs, newest first.
    public let runs: [RunView]
    /// Whether there are older ones.
    public let hasMore: Bool
    /// The settings in force.
    public let settings: ConsensusSettings
    /// Whether the consensus is still what the newest run holds.
    public let isCurrent: Bool
    /// What the project stands at; nil where it follows its answers.
    public let pin: Pin?
}

/// Shows the runs of a project's consensus to those who may review it, and lets requesters name them.
public struct ReviewRuns: Sendable {
    private let environment: WorkflowEnvironment

    /// How many images that wait are listed.
    public static let mostWaiting = 100

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The runs of a project, newest first.
    ///
    /// - Parameter before: only runs with a lower number; nil begins at the newest.
    public func list(
        in project: ProjectID, before: Int? = nil, limit: Int = 50, by principal: Principal
    ) async throws(BoxwoodError) -> RunHistory {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            let limit = min(max(limit, 1), 200)
            let runs = try tx.consensusRuns(of: project, before: before, limit: limit + 1)
            return RunHistory(
                runs: try runs.prefix(limit).map { try tx.view($0, for: access) },
                hasMore: runs.count > limit, settings: access.project.consensus,
                isCurrent: try tx.isCurrent(access.project), pin: try tx.pin(of: project))
        }
    }

    /// One run.
    public func callAsFunction(
        _ number: Int, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> RunView {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.view(try tx.run(number, of: project), for: access)
        }
    }

    /// Calls a run something, so that it is not forgotten; an empty name takes it back.
    public func name(
        _ number: Int, _ name: String, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> RunView {
        let name = try name.isEmpty ? nil : TextRules.name(name, field: "name", maximum: 100)
        return try await environment.store.write { tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            var run = try tx.run(number, of: project)
            run.name = name
            try tx.update(run)
            return try tx.view(run, for: access)
        }
    }
}

extension ReadTransaction {
    fileprivate func view(_ run: ConsensusRun, for access: ProjectAccess) throws -> RunView {
        RunView(run: run, author: try run.authorID.map { try displayName(of: $0, for: access) })
    }

    /// Whether a project's consensus is what its newest run holds.
    fileprivate func isCurrent(_ project: Project) throws -> Bool {
        guard let last = try consensusRuns(of: project.id, before: nil, limit: 1).first,
            last.settings == project.consensus
        else { return false }
        return try consensusDigests(of: project.id, at: .now).elementsEqual(
            consensusDigests(of: project.id, at: .run(last.number)), by: { $0 == $1 })
    }

    fileprivate func pin(of project: ProjectID) throws -> RunHistory.Pin? {
        try pinnedRun(of: project).map { number in
            RunHistory.Pin(
                run: number,
                waiting: try imagesBehindAnswers(in: project, limit: ReviewRuns.mostWaiting)
                    .compactMap { try image($0) })
        }
    }
}
