import Agreement
public import Labeling

/// How people work on a project, and what stands out.
public struct ProjectBehaviour: Sendable {
    /// Seconds of work on an image below which it stands out; nil where the project says nothing.
    public let floor: Double?
    /// The people who answered, with the names under which the asker may know them.
    public let people: [(id: AccountID, name: String, figures: BehaviourFigures)]
    /// What stood out, what is open first.
    public let flags: [(flag: BehaviourFlag, judgement: BehaviourJudgement?, isOpen: Bool)]
    /// The names of everybody who is in a flag.
    public let names: [AccountID: String]
    /// The names of the images that are shown.
    public let imageNames: [ImageID: String]
}

/// What a person may know of their own record.
public struct OwnBehaviour: Sendable {
    /// The figures.
    public let figures: BehaviourFigures
    /// What they were told, newest first.
    public let notes: [BehaviourJudgement]
}

/// Shows how people work to those who may review it, and to each person their own record.
public struct ReviewBehaviour: Sendable {
    private static let noteLength = 1_000
    private static let slowestFloor = 3_600.0

    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Everybody's figures and everything that stands out; reviewers see pseudonyms.
    public func callAsFunction(
        _ id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectBehaviour {
        let ground = try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            let floor = try tx.speedFloor(of: id)
            return (
                key: try tx.figureKey("behaviour \(floor ?? -1)", of: access.project), floor: floor,
                behaviours: try tx.behaviours(in: id, of: nil),
                judgements: try tx.behaviourJudgements(in: id)
            )
        }
        let copied = try await MeasureAgreement(environment)(id, by: principal).report.copied
        let flags = try await environment.figures.value(for: ground.key) {
            [environment] () async throws(BoxwoodError) -> [BehaviourFlag] in
            let inputs = try await environment.store.answeredInputs(of: id)
            return await environment.workers.run {
                FindBehaviour(
                    inputs: inputs, behaviours: ground.behaviours, copied: copied, floor: ground.floor
                ).flags()
            }
        }
        let byPerson = Dictionary(grouping: ground.behaviours, by: \.annotatorID)
        let shown = flags.flatMap { $0.evidence.map(\.imageID) }
        return try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            let names = try tx.displayNames(
                of: Set(flags.flatMap { [$0.person, $0.other ?? $0.person] } + byPerson.keys).sorted(),
                for: access)
            let judged = flags.map { flag in
                let judgement = ground.judgements[flag.name].flatMap { $0.verdict == .withdrawn ? nil : $0 }
                return (
                    flag: flag, judgement: judgement,
                    isOpen: judgement.map { $0.images < flag.images } ?? true
                )
            }
            return ProjectBehaviour(
                floor: ground.floor,
                people: byPerson.map { person, own in
                    (person, names[person] ?? "", BehaviourFigures(own, floor: ground.floor))
                }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 },
                flags: judged.filter(\.isOpen) + judged.filter { !$0.isOpen }, names: names,
                imageNames: Dictionary(
                    try shown.compactMap { image in try tx.image(image).map { ($0.id, $0.name) } },
                    uniquingKeysWith: { first, _ in first }))
        }
    }

    /// Says what is thought of something that stands out; each identifier counts once.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` when nothing of this name stands out.
    public func judge(
        _ name: String, _ verdict: BehaviourJudgement.Verdict, note: String, id: BehaviourJudgementID,
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectBehaviour {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid("id", "A judgement's identifier is a UUID in lower case.")
        }
        let note = try TextRules.text(note, field: "note", maximum: Self.noteLength)
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
        }
        let now = environment.clock.now()
        let present = try await self(project, by: principal)
        let flag = present.flags.first { $0.flag.name == name }?.flag
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            if let known = try tx.behaviourJudgement(id) {
                guard known.projectID == project, known.flag == name else {
                    throw BoxwoodError(.conflict, "This identifier was used for another judgement.")
                }
                return
            }
            guard let flag else { throw BoxwoodError.invalid("flag", "Nothing of this name stands out.") }
            try tx.append(
                BehaviourJudgement(
                    id: id, projectID: project, flag: name, personID: flag.person, verdict: verdict,
                    images: flag.images, note: note, judgeID: principal.account.id, createdAt: now))
        }
        return try await self(project, by: principal)
    }

    /// Sets the seconds of work on an image below which it stands out.
    ///
    /// - Parameter seconds: nil to say nothing.
    public func setFloor(
        _ seconds: Double?, of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        if let seconds, !(seconds > 0 && seconds <= Self.slowestFloor) {
            throw .invalid(
                "secondsPerImage", "This is more than 0 and at most \(Int(Self.slowestFloor)) seconds.")
        }
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            try tx.setSpeedFloor(seconds, of: project)
        }
    }

    /// One's own record.
    public func own(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> OwnBehaviour {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            let floor = try tx.speedFloor(of: project)
            let notes = try tx.behaviourJudgements(in: project).values.filter {
                $0.personID == principal.account.id && $0.verdict == .acted && !$0.note.isEmpty
            }
            return OwnBehaviour(
                figures: BehaviourFigures(
                    try tx.behaviours(in: project, of: principal.account.id), floor: floor),
                notes: notes.sorted { $0.createdAt > $1.createdAt })
        }
    }
}
