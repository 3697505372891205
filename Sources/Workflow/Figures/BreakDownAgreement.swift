public import Agreement
public import Labeling

/// Alpha by class and size, with the names of the classes.
public struct ProjectBreakdown: Sendable {
    /// The figures.
    public let breakdown: AgreementBreakdown
    /// The classes by identifier, retired ones included.
    public let labels: [LabelClassID: LabelClass]
}

/// Every two people of a project, with the names under which the asker may know them.
public struct ProjectPairs: Sendable {
    /// Shapes were paired from this IoU on.
    public let iouThreshold: Double
    /// The figures.
    public let pairs: [PairFigures]
    /// How far those agree with themselves to whom images came back, in order of identifier.
    public let own: [PairFigures]
    /// Everybody in them, in order of identifier.
    public let people: [AccountID]
    /// Names by account.
    public let names: [AccountID: String]
}

/// Measures how far the annotators of a project agree with one another: two by two, and by class and size.
///
/// Figures are kept as long as the answers stay what they are.
public struct BreakDownAgreement: Sendable {
    private let environment: WorkflowEnvironment

    /// Measuring, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Alpha for class and for place, by class and size.
    public func callAsFunction(
        _ id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectBreakdown {
        let (key, labels) = try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            return (try tx.figureKey("breakdown", of: access.project), try tx.labels(of: id))
        }
        let breakdown = try await environment.figures.value(for: key) {
            [environment] () async throws(BoxwoodError) -> AgreementBreakdown in
            let inputs = try await environment.store.answeredInputs(of: id)
            return await environment.workers.run {
                AgreementBreakdown(inputs.map(\.answers), settings: key.settings)
            }
        }
        return ProjectBreakdown(
            breakdown: breakdown,
            labels: Dictionary(labels.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Every two people.
    ///
    /// - Parameter iouThreshold: from where on two shapes are a pair, 0.05…0.95; nil takes the project's.
    public func pairs(
        of id: ProjectID, iouThreshold: Double?, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectPairs {
        if let iouThreshold, !(0.05...0.95).contains(iouThreshold) {
            throw .invalid("iou", "The IoU threshold lies between 0.05 and 0.95.")
        }
        let key = try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            let threshold = iouThreshold ?? access.project.consensus.iouThreshold
            let repeats = try tx.repeatCount(in: id)
            return (
                try tx.figureKey("pairs \(threshold)", of: access.project),
                try tx.figureKey("own \(threshold) \(repeats)", of: access.project), threshold
            )
        }
        let pairs = try await environment.figures.value(for: key.0) {
            [environment] () async throws(BoxwoodError) -> [PairFigures] in
            let inputs = try await environment.store.answeredInputs(of: id)
            return await environment.workers.run {
                PairFigures.all(in: inputs.map(\.answers), iouThreshold: key.2)
            }
        }
        let own = try await environment.figures.value(for: key.1) {
            [environment] () async throws(BoxwoodError) -> [PairFigures] in
            let twice = try await environment.store.read { tx in try tx.twiceAnswered(in: id, by: nil) }
            return await environment.workers.run {
                PairFigures.own(in: twice, iouThreshold: key.2).values.sorted { $0.a < $1.a }
            }
        }
        let people = Set((pairs + own).flatMap { [$0.a, $0.b] }).sorted()
        let names = try await environment.store.read { tx -> [AccountID: String] in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            return try tx.displayNames(of: people, for: access)
        }
        return ProjectPairs(
            iouThreshold: key.2, pairs: pairs, own: own, people: people, names: names)
    }
}

extension ReadTransaction {
    /// The names of people as the asker may know them.
    func displayNames(of people: [AccountID], for access: ProjectAccess) throws -> [AccountID: String] {
        try Dictionary(uniqueKeysWithValues: people.map { ($0, try displayName(of: $0, for: access)) })
    }
}
