import Agreement
import Labeling

/// Keeps a project's consensus as a run, where it is not what the last run holds.
///
/// What each image has is written down a page at a time first; the run itself then only points there, so that the one
/// writer is never held up for long.
struct RecordRun: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 200

    /// Keeping, in this environment.
    init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Keeps the consensus as it is now; of a project that stands at a run, that run is meant.
    ///
    /// - Parameters:
    ///   - author: who asked for what changed it; nil for the server itself.
    ///   - keeping: what the run is not to be forgotten for; nil for nothing in particular.
    /// - Returns: the run that holds it; nil where there is nothing yet, or new settings have not reached every image.
    @discardableResult
    func callAsFunction(
        _ project: ProjectID, by author: AccountID?, for keeping: ConsensusRun.Keeping? = nil
    ) async throws(BoxwoodError) -> ConsensusRun? {
        try await keepVersions(of: project)
        let now = environment.clock.now()
        let run = try await environment.store.write { tx -> ConsensusRun? in
            let present = try tx.presentRun(of: project, by: author, at: now)
            guard var run = present, let keeping, run.keptFor == nil else { return present }
            run.keptFor = keeping
            try tx.update(run)
            return run
        }
        try await forgetOldRuns(of: project)
        return run
    }

    /// Writes down what the history does not have yet.
    private func keepVersions(of project: ProjectID) async throws(BoxwoodError) {
        var position = 0
        while true {
            let page = try await environment.store.read { [position] tx in
                try tx.unkeptConsensus(in: project, afterPosition: position, limit: Self.pageSize)
            }
            guard let last = page.last else { return }
            try await environment.store.write { tx in try tx.keepConsensus(of: page.map(\.image)) }
            position = last.position
        }
    }

    private func forgetOldRuns(of project: ProjectID) async throws(BoxwoodError) {
        let keeping = environment.limits.automaticRuns
        let old = try await environment.store.read { tx in
            try tx.forgettableRuns(of: project, keeping: keeping)
        }
        for run in old {
            var isGone = false
            while !isGone {
                isGone = try await environment.store.write { tx in
                    // Somebody may have named it meanwhile.
                    guard try tx.forgettableRuns(of: project, keeping: keeping).contains(run) else {
                        return true
                    }
                    return try tx.forget(run: run, of: project, limit: Self.pageSize)
                }
            }
        }
    }
}

extension WriteTransaction {
    /// The run that holds the consensus as it is: the last one if nothing has changed since, else a new one.
    fileprivate func presentRun(
        of id: ProjectID, by author: AccountID?, at time: Timestamp
    ) throws -> ConsensusRun? {
        guard let settings = try project(id)?.consensus else { throw BoxwoodError.notFound("project") }
        if let pinned = try pinnedRun(of: id) { return try consensusRun(pinned, of: id) }
        guard try consensusIsUniform(in: id) else { return nil }
        let last = try consensusRuns(of: id, before: nil, limit: 1).first
        let counts = try consensusCounts(of: id)
        guard counts.images > 0 || last != nil else { return nil }
        try keepConsensus(of: unkeptConsensus(in: id, afterPosition: 0, limit: .max).map(\.image))
        let fit = try fit(of: id).flatMap { $0.settings == settings ? $0 : nil }
        let learns = try type(of: settings.consensusMethod()).learns(with: settings)
        let learned = learns ? fit?.digest : nil
        let digest = RunDigest.of(settings, fit: learned, try consensusDigests(of: id, at: .now))
        if let last, last.digest == digest { return last }
        let run = ConsensusRun(
            projectID: id, number: (last?.number ?? 0) + 1,
            kind: last.map { $0.settings == settings } ?? true ? .fit : .settings, settings: settings,
            fit: learned, answersRevision: try answersRevision(of: id), counts: counts, digest: digest,
            authorID: author, createdAt: time)
        try insert(run, holding: .now, fit: fit)
        return run
    }
}

/// Names all that a run holds.
enum RunDigest {
    /// Hexadecimal SHA-256 of the settings, the fit and each image's consensus, in order of image identifier.
    static func of(
        _ settings: ConsensusSettings, fit: String?, _ digests: [(image: ImageID, digest: String)]
    ) -> String {
        let lines = [settings.fingerprint, fit ?? "-"] + digests.map { "\($0.image) \($0.digest)" }
        return Secret.hash(lines.joined(separator: "\n"))
    }
}
