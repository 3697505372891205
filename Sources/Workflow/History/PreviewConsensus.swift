import Agreement
public import Labeling

/// Shows what other settings would make of a project, and puts settings in force.
public struct PreviewConsensus: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 100

    /// Previewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Makes the consensus of all answers with other settings and compares it with what there is now; nothing is stored.
    ///
    /// It ends when its task is cancelled; a fit that learns about people ends with its computation first.
    ///
    /// - Parameter draft: the settings to try; what is nil is as in the project.
    public func callAsFunction(
        _ draft: ProjectDraft, in project: ProjectID, by principal: Principal,
        progress: @Sendable (ComparisonProgress) -> Void = { _ in }
    ) async throws(BoxwoodError) -> KeptComparison {
        let settings = try await settings(draft, in: project, by: principal)
        let objects = try await objects(of: project, by: settings, progress: progress)
        return try await CompareConsensus(environment)(
            to: objects, by: settings, in: project, progress: progress)
    }

    /// Puts settings in force, makes the consensus with them and keeps it as a run.
    ///
    /// The settings that are in force already make the project go on from all its answers.
    ///
    /// - Returns: the run; nil where there is no answer yet.
    public func apply(
        _ draft: ProjectDraft, to project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ConsensusRun? {
        let revision = try await environment.store.read { tx in
            try tx.access(project, for: principal, atLeast: .requester).project.revision
        }
        _ = try await ManageProjects(environment).edit(
            project, draft.consensusAlone, revision: revision, by: principal)
        try await FitConsensus(environment)(project, by: principal)
        return try await environment.store.read { tx in
            try tx.consensusRuns(of: project, before: nil, limit: 1).first
        }
    }

    private func settings(
        _ draft: ProjectDraft, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ConsensusSettings {
        try await environment.store.read { [limits = environment.limits] tx in
            let present = try tx.access(project, for: principal, atLeast: .reviewer).project
            return try draft.consensusAlone.apply(to: present, limits: limits).consensus
        }
    }

    /// The accepted objects that settings make of every image.
    private func objects(
        of project: ProjectID, by settings: ConsensusSettings,
        progress: @Sendable (ComparisonProgress) -> Void
    ) async throws(BoxwoodError) -> [ImageID: [ComparedObject]] {
        let method = try settings.consensusMethod()
        progress(.reading(0))
        let inputs = try await environment.store.answeredInputs(of: project)
        let verdicts = try await environment.store.read { tx in try tx.existenceVerdicts(of: project) }
        progress(.reading(inputs.count))
        // Who learns needs all images at once, and so do those who looked again; else each stands alone.
        let learns = type(of: method).learns(with: settings) || inputs.contains { $0.wasSeenAgain }
        let size = learns ? max(1, inputs.count) : Self.pageSize
        var objects: [ImageID: [ComparedObject]] = [:]
        for start in stride(from: 0, to: inputs.count, by: size) {
            try CompareConsensus.stopIfCancelled()
            let end = min(start + size, inputs.count)
            progress(.merging(start, of: inputs.count))
            let page = await environment.workers.run {
                method.fit(Array(inputs[start..<end]), verdicts: verdicts, settings: settings).consensus
                    .map { (image: $0.image, objects: $0.compared) }
            }
            for (image, found) in page { objects[image] = found }
            progress(.merging(end, of: inputs.count))
        }
        return objects
    }
}

extension ProjectDraft {
    /// The draft with nothing but what makes a consensus.
    fileprivate var consensusAlone: ProjectDraft {
        var draft = ProjectDraft()
        draft.consensusMethod = consensusMethod
        draft.iouThreshold = iouThreshold
        draft.quorum = quorum
        draft.placeWeights = placeWeights
        draft.recalibration = recalibration
        return draft
    }
}
