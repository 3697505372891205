public import Agreement
public import Labeling

/// The course of the work on a project.
public struct ProjectDashboard: Sendable {
    /// What is asked, with its ends.
    public let filter: ActivityFilter
    /// How long a stretch of time is, in milliseconds; stretches begin at multiples of it since 1970 (UTC).
    public let step: Int64
    /// The stretches in which anything was answered.
    public let stretches: [Stretch]
    /// Answers that came before ``ActivityFilter/from``, of the same person and class.
    public let answersBefore: Int
    /// All the stretches in one.
    public let total: Stretch?
    /// How far the work on the whole project is now.
    public let progress: ProjectProgress
    /// How long images have waited for an answer, now.
    public let queue: QueueAge
    /// Who has answered, with the names under which the asker may know them, in order of name.
    public let people: [(id: AccountID, name: String)]
    /// The classes by position.
    public let labels: [LabelClass]

    /// What happened in one stretch of time.
    public struct Stretch: Sendable {
        /// What was answered.
        public let activity: ActivityRow
        /// Mean agreement of the images whose last answer came then.
        public let agreement: Estimate
        /// F1 against known answers of the answers to such images.
        public let gold: Estimate
    }
}

/// Shows a requester or reviewer the course of the work.
public struct ReviewDashboard: Sendable {
    private let environment: WorkflowEnvironment
    private static let hour: Int64 = 3_600_000
    private static let day = 24 * hour
    /// Up to so much time is told by hours.
    private static let hourly = 3 * day

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The dashboard of a project for a while, a person and a class.
    public func callAsFunction(
        _ id: ProjectID, _ filter: ActivityFilter, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectDashboard {
        if let from = filter.from, let to = filter.to, from >= to {
            throw .invalid("to", "The time ends after it begins.")
        }
        let now = environment.clock.now()
        let ground = try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            let people = try tx.submissionCounts(in: id).keys.sorted()
            return (
                key: try tx.figureKey("dashboard \(filter)", of: access.project),
                names: try tx.displayNames(of: people, for: access), labels: try tx.labels(of: id),
                progress: try tx.progress(of: id), waiting: try tx.waitingImages(in: id)
            )
        }
        let series = try await environment.figures.value(for: ground.key) {
            [environment] () async throws(BoxwoodError) -> Series in
            try await environment.series(of: id, filter, hour: Self.hour, day: Self.day, hourly: Self.hourly)
        }
        return ProjectDashboard(
            filter: filter, step: series.step, stretches: series.stretches,
            answersBefore: series.answersBefore, total: series.total, progress: ground.progress,
            queue: QueueAge(ground.waiting, now: now),
            people: ground.names.map { ($0.key, $0.value) }
                .sorted { $0.name == $1.name ? $0.id < $1.id : $0.name < $1.name },
            labels: ground.labels)
    }

    fileprivate struct Series: Sendable {
        let step: Int64
        let stretches: [ProjectDashboard.Stretch]
        let answersBefore: Int
        let total: ProjectDashboard.Stretch?
    }
}

extension WorkflowEnvironment {
    fileprivate func series(
        of id: ProjectID, _ filter: ActivityFilter, hour: Int64, day: Int64, hourly: Int64
    ) async throws(BoxwoodError) -> ReviewDashboard.Series {
        let (step, rows, before, moments, total) = try await store.read { tx in
            let byHour = try tx.activity(in: id, filter, every: hour)
            let span = (byHour.last?.start.milliseconds ?? 0) - (byHour.first?.start.milliseconds ?? 0)
            let step = span < hourly ? hour : day
            let rows = step == hour ? byHour : try tx.activity(in: id, filter, every: day)
            var earlier = filter
            earlier.from = nil
            earlier.to = filter.from
            let before =
                filter.from == nil
                ? 0 : try tx.activity(in: id, earlier, every: day).reduce(0) { $0 + $1.answers }
            return (
                step, rows, before, try tx.agreementMoments(in: id, filter),
                try tx.activity(in: id, filter, every: .max).first
            )
        }
        let scores = try await goldScores(of: id, filter)
        return await workers.run {
            let agreements = Dictionary(grouping: moments) { $0.at.milliseconds / step * step }
            let gold = Dictionary(grouping: scores) { $0.at.milliseconds / step * step }
            return ReviewDashboard.Series(
                step: step,
                stretches: rows.map { row in
                    ProjectDashboard.Stretch(
                        activity: row,
                        agreement: .mean(
                            of: (agreements[row.start.milliseconds] ?? []).map(\.agreement)),
                        gold: GoldScore.f1(gold[row.start.milliseconds] ?? []))
                }, answersBefore: before,
                total: total.map {
                    ProjectDashboard.Stretch(
                        activity: $0, agreement: .mean(of: moments.map(\.agreement)),
                        gold: GoldScore.f1(scores))
                })
        }
    }

    /// The answers to images whose answers are known, each with its score.
    private func goldScores(
        of id: ProjectID, _ filter: ActivityFilter
    ) async throws(BoxwoodError) -> [GoldScore] {
        let inputs = try await store.read { tx in
            try tx.knownImages(in: id, kinds: [.gold, .truth]).map { try tx.consensusInput(of: $0) }
        }
        return await workers.run {
            inputs.flatMap { input -> [GoldScore] in
                let truth = (input.truth?.annotations ?? []).map(TruthShape.init)
                return input.submissions.filter(filter.takes).map {
                    GoldScore($0, truth: truth, labelID: filter.labelID)
                }
            }
        }
    }
}

extension ActivityFilter {
    /// Whether an answer came in its time from its person.
    fileprivate func takes(_ answer: Submission) -> Bool {
        (from.map { answer.receivedAt >= $0 } ?? true) && (to.map { answer.receivedAt < $0 } ?? true)
            && (person.map { answer.annotatorID == $0 } ?? true)
    }
}
