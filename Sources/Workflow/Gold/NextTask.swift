import Labeling

/// What a person should work on next.
struct NextTask {
    /// The image.
    let image: ImageID
    /// The identifier under which the person knows it.
    let shownAs: ImageID
    /// The gold that it is, where the person meets it for the first time; nil for ordinary work.
    var fresh: GoldItem?

    init(image: ImageID, shownAs: ImageID? = nil, fresh: GoldItem? = nil) {
        self.image = image
        self.shownAs = shownAs ?? image
        self.fresh = fresh
    }

    /// An image that comes back to the person.
    init(_ returning: ReturningImage) {
        self.init(image: returning.imageID, shownAs: returning.id)
    }

    /// Whether the person has answered the image, and it came back to them.
    var isRepeat: Bool { shownAs != image }
}

/// What gold and images that come back have to do with a turn.
struct GoldUse: Sendable {
    /// Whether the project has gold at all.
    var isPossible = false
    /// Whether it is one in practice or an exam.
    var isTrial = false
}

extension ReadTransaction {
    /// What gold has to do with a turn.
    func goldUse(of assignment: Assignment) throws -> GoldUse {
        let purpose = try goldTurn(assignment.id)?.purpose ?? .stream
        return GoldUse(isPossible: try hasGold(assignment.projectID), isTrial: purpose != .stream)
    }

    /// The person's next task: ordinary work or, where the project's settings and its schedules say so, known answers or
    /// an image that they answered before.
    ///
    /// Those come only while there is ordinary work, too. What was given back comes again at the end.
    func nextTask(for annotator: AccountID, in project: ProjectID, at now: Timestamp) throws -> NextTask? {
        let plan = try workPlan(of: project)
        let record = try goldSettings(of: project)
        // All is asked whatever comes of it, so that the kinds of task take equally long.
        let tasks = try taskCount(of: annotator, in: project)
        let expired = try unfinished(of: annotator, in: project, state: .expired)
        let fresh = try record.flatMap {
            try freshGold(
                for: annotator, in: project, purpose: .stream, limit: $0.settings.maximumExposures)
        }
        let returning = try waitingReturns(
            to: annotator, in: project, answeredUntil: plan.returnsAnswered(until: now), limit: 1
        ).first
        let ordinary = try nextOrdinaryImage(for: annotator, in: project, plan: plan)
        if let first = expired.first { return first }
        if ordinary != nil {
            if let fresh, let record, GoldSchedule(record, for: annotator).isGold(after: tasks) {
                return NextTask(image: fresh.imageID, fresh: fresh)
            }
            if let returning, GoldSchedule(returning, rate: plan.repeatRate).isGold(after: tasks) {
                return NextTask(returning)
            }
        }
        if let ordinary { return NextTask(image: ordinary) }
        return try unfinished(of: annotator, in: project, state: .returned).first
    }

    /// Known answers, and then images that came back, which a person left without an answer.
    private func unfinished(
        of annotator: AccountID, in project: ProjectID, state: Assignment.State
    ) throws -> [NextTask] {
        try unfinishedGold(of: annotator, in: project, state: state).map { NextTask(image: $0) }
            + unfinishedReturns(to: annotator, in: project, state: state).map {
                NextTask(image: $0.imageID, shownAs: $0.shownAs)
            }
    }

    /// How many tasks the person could still be given; the same figure whatever some of them are.
    func availableTasks(for annotator: AccountID, in project: ProjectID, at now: Timestamp) throws -> Int {
        let ordinary = try availableImages(for: annotator, in: project)
        let (plan, record) = (try workPlan(of: project), try goldSettings(of: project))
        let gold = try record.map {
            try freshGoldCount(
                for: annotator, in: project, purpose: .stream, limit: $0.settings.maximumExposures)
        }
        let returning = try waitingReturns(
            to: annotator, in: project, answeredUntil: plan.returnsAnswered(until: now), limit: ordinary)
        let unfinished = try [Assignment.State.expired, .returned].reduce(0) {
            try $0 + self.unfinished(of: annotator, in: project, state: $1).count
        }
        return unfinished
            + GoldSchedule.remaining(
                ordinary: ordinary, gold: gold ?? 0,
                schedule: record.map { GoldSchedule($0, for: annotator) },
                returning: returning.map { GoldSchedule($0, rate: plan.repeatRate) },
                after: try taskCount(of: annotator, in: project))
    }

    /// Refuses somebody who is paused.
    func requireUnpaused(_ annotator: AccountID, in project: ProjectID) throws {
        guard let pause = try goldPauses(of: annotator, in: project).first(where: { $0.endedAt == nil })
        else { return }
        throw BoxwoodError(
            .paused,
            "Your work in this project is paused: \(pause.reason) What you drew is kept. The project's requester can lift the pause.",
            subject: pause.id.rawValue)
    }

    /// The turn of the person's work that they hold; turns in practice and exams are asked for elsewhere.
    func heldTask(of annotator: AccountID, in project: ProjectID) throws -> Assignment? {
        try leasedAssignments(of: annotator, in: project).first { turn in
            let purpose = try goldTurn(turn.id)?.purpose
            return purpose == nil || purpose == .stream
        }
    }
}

extension WriteTransaction {
    /// Takes a task for a turn; false when it went to somebody else.
    func claim(_ task: NextTask, for assignment: Assignment) throws -> Bool {
        guard let item = task.fresh else { return try claimSlot(for: assignment) }
        let limit = try goldSettings(of: item.projectID)?.settings.maximumExposures ?? 0
        return try claimGold(item, for: assignment, limit: limit, exam: nil)
    }
}
