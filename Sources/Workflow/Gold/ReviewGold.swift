public import Agreement
public import Labeling

/// An item with what came of it so far.
public struct GoldItemReport: Sendable {
    /// The item.
    public let item: GoldItem
    /// The image's file name.
    public let imageName: String
    /// The image's size.
    public let image: LabeledImage
    /// Mean score of the answers, with an interval; n counts answers.
    public let score: Estimate
    /// Whether it tells good work from bad.
    public let health: GoldHealth
}

/// How one person does on known answers.
public struct GoldPersonReport: Sendable {
    /// The person.
    public let account: AccountID
    /// Their name.
    public let name: String
    /// Their score, with an interval; n counts gold answers in their work.
    public let standing: GoldStanding
    /// The pause that lasts; nil for none.
    public let pause: GoldPause?
    /// Their attempts at the exam, oldest first.
    public let exams: [GoldExam]
    /// Their scored turns, newest first.
    public let turns: [GoldTurn]
}

/// An answer beside the known one.
public struct GoldResultView: Sendable {
    /// The turn with its result.
    public let turn: GoldTurn
    /// The result.
    public let result: GoldResult
    /// The image.
    public let image: LabeledImage
    /// The person's shapes.
    public let drawn: [Annotation]
    /// The known answer it was held against.
    public let known: GoldAnswer
    /// The classes.
    public let labels: [LabelClass]
    /// The objection to it; nil for none.
    public let dispute: GoldDispute?
    /// Whether the asker may decide about it.
    public let isDecidable: Bool
}

/// Shows gold and what came of it: all to requesters, to annotators what they may see of their own.
public struct ReviewGold: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing gold, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The items of a project, oldest first.
    public func items(
        of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [GoldItemReport] {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            let turns = Dictionary(grouping: try tx.goldTurns(in: project), by: \.itemID)
            let disputes = try tx.goldDisputes(in: project)
            return try tx.goldItems(of: project).compactMap { item in
                try tx.report(on: item, turns: turns[item.id] ?? [], disputes: disputes)
            }
        }
    }

    /// One item.
    public func item(
        _ id: GoldItemID, of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> GoldItemReport {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard let item = try tx.goldItem(id), item.projectID == project,
                let report = try tx.report(
                    on: item, turns: try tx.goldTurns(of: id), disputes: try tx.goldDisputes(in: project))
            else { throw BoxwoodError.notFound("gold item") }
            return report
        }
    }

    /// Everybody who met gold or is paused, by name.
    public func people(
        of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [GoldPersonReport] {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            let turns = Dictionary(grouping: try tx.goldTurns(in: project), by: \.annotatorID)
            let pauses = try tx.goldPauses(in: project).filter { $0.endedAt == nil }
            let exams = try tx.goldExams(in: project)
            let people = Set(turns.keys).union(pauses.map(\.annotatorID))
            return try people.sorted().map { person in
                try tx.report(
                    on: person, turns: turns[person] ?? [], exams: exams.filter { $0.annotatorID == person },
                    pauses: pauses, for: access)
            }
            .sorted { ($0.name, $0.account) < ($1.name, $1.account) }
        }
    }

    /// One member of a project, whether they met gold or not.
    public func person(
        _ person: AccountID, of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> GoldPersonReport {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            guard try tx.membership(of: person, in: project) != nil else {
                throw BoxwoodError.notFound("person")
            }
            return try tx.report(
                on: person, turns: try tx.goldTurns(of: person, in: project),
                exams: try tx.goldExams(of: person, in: project),
                pauses: try tx.goldPauses(of: person, in: project), for: access)
        }
    }

    /// An answer beside the known one: to requesters of its project, and to the person where it is shown to them.
    public func result(
        of assignment: AssignmentID, by principal: Principal
    ) async throws(BoxwoodError) -> GoldResultView {
        try await environment.store.read { tx in
            // Whether it may be seen is decided by the same questions for all turns, so that the time tells nothing.
            guard let asked = try tx.assignment(assignment),
                let role = try tx.role(of: principal, in: asked.projectID)
            else { throw BoxwoodError.notFound("result") }
            let seesAll = try role >= .requester || tx.revealsGold(asked.projectID)
            // What is hidden is not read.
            let turn = try seesAll ? tx.goldTurn(assignment) : tx.trialTurn(assignment)
            guard let turn, role >= .requester || asked.annotatorID == principal.account.id,
                try role >= .requester || tx.isShown(turn),
                let ground = try tx.goldGround(of: assignment), let result = ground.turn.result,
                let known = ground.item.answers.first(where: { $0.id == result.answerID }),
                let image = try tx.image(ground.item.imageID)
            else { throw BoxwoodError.notFound("result") }
            return GoldResultView(
                turn: ground.turn, result: result, image: image, drawn: ground.submission.annotations,
                known: known, labels: try tx.labels(of: ground.turn.projectID),
                dispute: try tx.goldDispute(of: assignment), isDecidable: role >= .requester)
        }
    }

    /// What the asker may see of their own gold: the pause that lasts, and results that are shown, newest first.
    public func own(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> OwnGold {
        let now = environment.clock.now()
        return try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            let me = principal.account.id
            let settings = try tx.goldSettings(of: project)?.settings ?? GoldSettings()
            let turns = try tx.goldTurns(of: me, in: project)
            return OwnGold(
                qualification: try tx.qualification(of: me, in: project, at: now),
                pause: try tx.goldPauses(of: me, in: project).first { $0.endedAt == nil },
                standing: settings.reveals ? try tx.goldStanding(of: me, in: project) : nil,
                turns: try turns.filter { try $0.result != nil && tx.isShown($0) }.reversed(),
                notices: try tx.goldNotices(of: me, in: project, limit: 50))
        }
    }
}

/// What somebody may see of their own gold.
public struct OwnGold: Sendable {
    /// Their way to ordinary work; nil where gold was never set up.
    public let qualification: Qualification?
    /// The pause that lasts; nil for none.
    public let pause: GoldPause?
    /// Their score; nil where the project keeps it to itself.
    public let standing: GoldStanding?
    /// Results that are shown to them, newest first.
    public let turns: [GoldTurn]
    /// What they were told, newest first.
    public let notices: [GoldNotice]
}

extension ReadTransaction {
    /// Whether people see the results of the gold in their work.
    fileprivate func revealsGold(_ project: ProjectID) throws -> Bool {
        try goldSettings(of: project)?.settings.reveals ?? false
    }

    /// Whether the result of a turn is shown to the person whose it is.
    func isShown(_ turn: GoldTurn) throws -> Bool {
        switch turn.purpose {
        case .stream: try revealsGold(turn.projectID)
        case .practice: true
        case .exam: try turn.examID.flatMap { try goldExam($0)?.finishedAt } != nil
        }
    }

    fileprivate func report(
        on person: AccountID, turns: [GoldTurn], exams: [GoldExam], pauses: [GoldPause],
        for access: ProjectAccess
    ) throws -> GoldPersonReport {
        GoldPersonReport(
            account: person, name: try displayName(of: person, for: access),
            standing: GoldStanding(scores: turns.scores),
            pause: pauses.first { $0.annotatorID == person && $0.endedAt == nil }, exams: exams,
            turns: turns.filter { $0.result != nil }.reversed())
    }

    fileprivate func report(
        on item: GoldItem, turns: [GoldTurn], disputes: [GoldDispute]
    ) throws -> GoldItemReport? {
        guard let image = try image(item.imageID) else { return nil }
        return GoldItemReport(
            item: item, imageName: image.name, image: image,
            score: .wilson(mean: turns.compactMap { $0.result?.score }),
            health: try goldHealth(
                of: item, threshold: try goldSettings(of: item.projectID)?.settings.threshold ?? 0,
                disputes: disputes))
    }
}
