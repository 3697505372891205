public import Agreement
public import Labeling

/// What is known about a project's people, and how fresh it is.
public struct ProjectFit: Sendable {
    /// The settings in force.
    public let settings: ConsensusSettings
    /// The last fit; nil before the first.
    public let record: FitRecord?
    /// What it learned; nil before the first fit, and where the method learns nothing.
    public let model: CrowdModel?
    /// How its expected errors compare with those found where the truth is known.
    public let calibration: RiskCalibration?
    /// Whether answers, gold or settings have changed since.
    public let isStale: Bool
    /// Whether the method learns about people at all.
    public let learns: Bool
    /// Names by account.
    public let names: [AccountID: String]
}

/// Shows a requester or reviewer what the last fit of a project learned about its people.
public struct ReviewFit: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The project's fit; reviewers see pseudonyms.
    public func callAsFunction(
        _ id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectFit {
        try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            let settings = access.project.consensus
            let learns = try type(of: settings.consensusMethod()).learns(with: settings)
            let record = try tx.fit(of: id)
            let lessons = try record.map(FitDocument.decode)
            let model = lessons?.model
            let people = model?.annotators.map(\.annotator) ?? []
            return ProjectFit(
                settings: settings, record: record, model: learns ? model : nil,
                calibration: learns ? lessons?.calibration : nil,
                isStale: try tx.fitIsStale(id), learns: learns,
                names: try Dictionary(
                    uniqueKeysWithValues: people.map { ($0, try tx.displayName(of: $0, for: access)) }))
        }
    }
}
