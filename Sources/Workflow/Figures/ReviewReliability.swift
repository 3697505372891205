public import Agreement
public import Labeling

/// How far a project's probabilities can be taken at their word.
public struct ProjectReliability: Sendable {
    /// The figures.
    public let reliability: Reliability
    /// The identifier of the consensus method.
    public let method: String
    /// Whether the method gives probabilities that can be corrected.
    public let mayBeCorrected: Bool
    /// Whether the project wants that.
    public let wanted: Recalibration
    /// The correction in the last fit; nil where there is none.
    public let inForce: LogisticRecalibration?
    /// Whether answers, gold or settings have changed since the last fit.
    public let isStale: Bool
}

/// Holds the probabilities that a project's consensus gives against known answers and audits.
///
/// Images with known answers are judged as if nothing were known of them, and all without a correction.
public struct ReviewReliability: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The diagram of a project.
    public func callAsFunction(
        _ id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectReliability {
        let ground = try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            let method = try access.project.consensus.consensusMethod()
            let learns = type(of: method).learns(with: access.project.consensus)
            let fit = learns ? try tx.fit(of: id) : nil
            return (
                key: try tx.figureKey("reliability \(fit?.digest ?? "")", of: access.project),
                method: method, model: try fit.map(FitDocument.decode)?.model,
                isStale: try tx.fitIsStale(id)
            )
        }
        let reliability = try await environment.figures.value(for: ground.key) {
            [environment] () async throws(BoxwoodError) -> Reliability in
            let model = ground.model?.recalibrated(nil)
            let verdicts = try await environment.store.read { tx in try tx.existenceVerdicts(of: id) }
            var observations: [ExistenceObservation] = []
            try await environment.store.eachPage(of: id, size: 200) { tx, image -> ConsensusInput? in
                let input = try tx.consensusInput(of: image)
                return input.truth == nil && verdicts.byImage[image.id] == nil ? nil : input
            } take: { page in
                observations += await environment.workers.run {
                    page.compactMap(\.self).flatMap {
                        $0.observations(
                            verdicts, method: ground.method, model: model, settings: ground.key.settings)
                    }
                }
            }
            return await environment.workers.run { [observations] in Reliability(observations) }
        }
        let settings = ground.key.settings
        return ProjectReliability(
            reliability: reliability, method: settings.method,
            mayBeCorrected: type(of: ground.method).usesRecalibration, wanted: settings.recalibration,
            inForce: ground.model?.recalibration, isStale: ground.isStale)
    }
}
