import Agreement
public import Labeling

/// How much a fit of a project's consensus found.
public struct SettledProject: Sendable {
    /// Images with at least one answer.
    public var images = 0
    /// Objects accepted.
    public var objects = 0
    /// Conflicts found.
    public var conflicts = 0
    /// The name of the fit; nil where it learned nothing that a consensus is made with.
    public var fit: String?
}

/// Makes the consensus of a project's images from all answers at once, and learns about the people from them.
///
/// Where the method learns, single images are brought up to date after each answer with what the last fit learned;
/// a new fit takes in what they teach. Derived data: it can be thrown away and made again to the same bytes.
/// All answers of the project are in memory while it runs. What it changed is kept as a run; a project that stood at a
/// run goes on by it.
public struct FitConsensus: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 200

    /// Fitting, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Fits a project.
    ///
    /// - Parameter progress: called as images are stored, with how many are done.
    @discardableResult
    public func callAsFunction(
        _ project: ProjectID, by principal: Principal, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws(BoxwoodError) -> SettledProject {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
        }
        return try await fit(project, by: principal.account.id, progress: progress)
    }

    /// Fits a project where there is something to learn, and its answers, gold, verdicts or settings are newer than its
    /// last fit.
    ///
    /// - Returns: whether it did.
    @discardableResult
    public func ifStale(_ project: ProjectID) async throws(BoxwoodError) -> Bool {
        let isStale = try await environment.store.read { tx in try tx.fitIsStale(project) }
        if isStale { _ = try await fit(project) }
        return isStale
    }

    func fit(
        _ project: ProjectID, by author: AccountID? = nil, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws(BoxwoodError) -> SettledProject {
        let (settings, revision, pin) = try await environment.store.read { tx in
            guard let found = try tx.project(project) else { throw BoxwoodError.notFound("project") }
            return (
                found.consensus, try tx.answersRevision(of: project), try tx.pinnedRun(of: project)
            )
        }
        let method = try settings.consensusMethod()
        let inputs = try await environment.store.answeredInputs(of: project)
        let byImage = Dictionary(
            inputs.map { ($0.image.id, $0) }, uniquingKeysWith: { first, _ in first })
        let verdicts = try await environment.store.read { tx in try tx.existenceVerdicts(of: project) }
        let (consensus, lessons) = try await environment.workers.run {
            () throws(BoxwoodError) -> ([ImageConsensus], FitLessons) in
            let found = method.fit(inputs, verdicts: verdicts, settings: settings)
            var lessons = found.lessons
            lessons.calibration = RiskCalibration.of(
                method, model: lessons.model, settings: settings, on: inputs)
            return (found.consensus, lessons)
        }
        let record = try record(
            of: project, settings: settings, revision: revision, inputs: inputs, lessons: lessons)
        var settled = SettledProject(fit: lessons.isEmpty ? nil : record.digest)
        let isWanted = try await environment.store.write { tx in
            // Who rolled back meanwhile, or chose other settings, wants something else.
            guard try tx.pinnedRun(of: project) == pin, try tx.project(project)?.consensus == settings else {
                return false
            }
            try tx.pin(project, to: nil)
            try tx.put(record)
            return true
        }
        guard isWanted else { return settled }
        for start in stride(from: 0, to: consensus.count, by: Self.pageSize) {
            let page = consensus[start..<min(start + Self.pageSize, consensus.count)]
            guard try await store(Array(page), of: byImage, by: record, lessons) else {
                return settled
            }
            settled.images += page.count
            settled.objects += page.reduce(0) { $0 + $1.accepted.count }
            settled.conflicts += page.reduce(0) { $0 + $1.conflicts.count }
            progress(settled.images)
        }
        // What came while the project stood at a run, and after its answers were read, waited in vain.
        if pin != nil { try await SettleConsensus(environment).catchUp(project) }
        try await RecordRun(environment)(project, by: author)
        return settled
    }

    private func record(
        of project: ProjectID, settings: ConsensusSettings, revision: Int, inputs: [ConsensusInput],
        lessons: FitLessons
    ) throws(BoxwoodError) -> FitRecord {
        let document = try FitDocument.encode(lessons)
        let name = [settings.fingerprint] + inputs.map(\.fingerprint).sorted() + [document]
        return FitRecord(
            projectID: project, digest: Secret.hash(name.joined(separator: "\n")), settings: settings,
            images: inputs.count, answers: inputs.reduce(0) { $0 + $1.submissions.count },
            answersRevision: revision, document: document, computedAt: environment.clock.now())
    }

    /// Stores a page of results; an image that got another answer meanwhile is left to that answer.
    ///
    /// - Returns: false where another fit, or an earlier run, has come into force meanwhile.
    private func store(
        _ page: [ImageConsensus], of inputs: [ImageID: ConsensusInput], by fit: FitRecord,
        _ lessons: FitLessons
    ) async throws(BoxwoodError) -> Bool {
        let now = environment.clock.now()
        let settled = try await environment.workers.run { () throws(BoxwoodError) -> [SettledImage] in
            var settled: [SettledImage] = []
            for consensus in page {
                guard let input = inputs[consensus.image] else { continue }
                settled.append(
                    try SettledImage(
                        consensus, of: input, settings: fit.settings,
                        fit: lessons.isEmpty ? nil : fit.digest, riskFactor: lessons.riskFactor,
                        at: now))
            }
            return settled
        }
        return try await environment.store.write { tx in
            guard try tx.pinnedRun(of: fit.projectID) == nil,
                try tx.fit(of: fit.projectID)?.digest == fit.digest
            else { return false }
            for settled in settled {
                let id = settled.consensus.imageID
                guard let input = inputs[id], let image = try tx.image(id),
                    try tx.consensusInput(of: image).isSame(as: input)
                else { continue }
                try tx.put(settled)
            }
            return true
        }
    }
}

extension ReadTransaction {
    /// Whether a project's method learns from its people, or others judge what they drew, and its fit has not seen all that
    /// there is; never where the project stands at a run.
    func fitIsStale(_ id: ProjectID) throws -> Bool {
        guard let project = try project(id) else { return false }
        let learns = try type(of: project.consensus.consensusMethod()).learns(with: project.consensus)
        guard try learns || secondPass(of: id) != nil else { return false }
        guard try pinnedRun(of: id) == nil else { return false }
        guard let fit = try fit(of: id) else { return true }
        return try fit.settings != project.consensus || fit.answersRevision != answersRevision(of: id)
    }
}
