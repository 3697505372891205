public import Agreement
public import Labeling

/// What a second group said about the work of the first, and how far both can be trusted.
public struct SecondPassReport: Sendable {
    /// How shapes are judged; nil where they are not.
    public let settings: SecondPassSettings?
    /// How many verdicts there are of each kind.
    public let verdicts: [SecondPassVerdict.Verdict: Int]
    /// What was wrong with bad shapes.
    public let reasons: [SecondPassVerdict.Reason: Int]
    /// How many images were judged.
    public let images: Int
    /// Seconds a verdict, the middle one; nil before there is one.
    public let medianSeconds: Double?
    /// The first group: the share of each person's shapes that were found good.
    public let drawers: [(id: AccountID, name: String, good: Estimate)]
    /// The second group: how often each agrees with the other judges of the same shape, and how many they judged.
    public let judges: [(id: AccountID, name: String, agreement: Estimate, verdicts: Int)]
    /// The probability that a look of each is right, as the last fit learned it and their votes count; those whom it did
    /// not know count with ``SecondLooks/accuracy``.
    public let accuracies: [AccountID: Double]
}

/// Sets second passes up, and shows what came of them.
public struct ReviewSecondPass: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Replaces how a project has shapes judged; nil to have none judged.
    ///
    /// Verdicts stay.
    public func set(
        _ settings: SecondPassSettings?, of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        if let settings, !(1...20).contains(settings.judges) {
            throw .invalid("judges", "From 1 to 20 people judge an image.")
        }
        let now = environment.clock.now()
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            try tx.setSecondPass(settings, of: project)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "secondPass.set", projectID: project,
                    subject: settings.map { "\($0.source.rawValue) \($0.judges)" } ?? "none", at: now))
        }
    }

    /// What came of it so far; reviewers see pseudonyms.
    public func callAsFunction(
        _ project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> SecondPassReport {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            let verdicts = try tx.secondPassVerdicts(in: project)
            let names = try tx.displayNames(
                of: Set(verdicts.flatMap { $0.drawers + [$0.judgeID] }).sorted(), for: access)
            let times = verdicts.map(\.milliseconds).filter { $0 > 0 }.sorted()
            return SecondPassReport(
                settings: try tx.secondPass(of: project),
                verdicts: Dictionary(grouping: verdicts, by: \.verdict).mapValues(\.count),
                reasons: verdicts.compactMap(\.reason).reduce(into: [:]) { $0[$1, default: 0] += 1 },
                images: Set(verdicts.map(\.imageID)).count,
                medianSeconds: times.isEmpty ? nil : Double(times[times.count / 2]) / 1000,
                drawers: Self.drawers(verdicts).map { ($0.key, names[$0.key] ?? "", $0.value) }
                    .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 },
                judges: Self.judges(verdicts).map { ($0.key, names[$0.key] ?? "", $0.value.0, $0.value.1) }
                    .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 },
                accuracies: try tx.judgeAccuracies(in: project))
        }
    }

    /// The share of good shapes of each who drew them; who is unsure says nothing about them.
    static func drawers(_ verdicts: [SecondPassVerdict]) -> [AccountID: Estimate] {
        var counts: [AccountID: (good: Int, all: Int)] = [:]
        for verdict in verdicts where verdict.verdict != .unsure {
            for drawer in verdict.drawers {
                counts[drawer, default: (0, 0)].all += 1
                if verdict.verdict == .good { counts[drawer]?.good += 1 }
            }
        }
        return counts.mapValues { .proportion(successes: $0.good, of: $0.all) }
    }

    /// How often each judge says good or not good as the others do of the same shape, pair by pair.
    static func judges(_ verdicts: [SecondPassVerdict]) -> [AccountID: (Estimate, Int)] {
        struct Place: Hashable {
            let image: ImageID
            let item: String
        }
        var same: [AccountID: (agreed: Int, all: Int)] = [:]
        let clear = verdicts.filter { $0.verdict != .unsure }
        for (_, own) in Dictionary(grouping: clear, by: { Place(image: $0.imageID, item: $0.item) }) {
            for one in own {
                for other in own where other.judgeID != one.judgeID {
                    same[one.judgeID, default: (0, 0)].all += 1
                    if (one.verdict == .good) == (other.verdict == .good) { same[one.judgeID]?.agreed += 1 }
                }
            }
        }
        return Dictionary(grouping: verdicts, by: \.judgeID).mapValues { own in
            let counted = same[own[0].judgeID] ?? (0, 0)
            return (
                counted.all > 0
                    ? .proportion(successes: counted.agreed, of: counted.all)
                    : .undefined("Nobody else judged the same shapes."), own.count
            )
        }
    }
}

extension ReadTransaction {
    /// What the last fit of a project learned of those who look again.
    fileprivate func judgeAccuracies(in project: ProjectID) throws -> [AccountID: Double] {
        let judges = try fit(of: project).map(FitDocument.decode)?.judges?.judges ?? []
        return Dictionary(uniqueKeysWithValues: judges.map { ($0.judge, $0.accuracy) })
    }
}
