import Labeling

/// What a person should work on next.
struct NextTask {
    /// The image.
    let image: ImageID
    /// The gold that it is, where the person meets it for the first time; nil for ordinary work.
    var fresh: GoldItem?
}

/// What gold has to do with a turn.
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

    /// The person's next task: ordinary work or, where the project's settings and its schedule say so, known answers.
    ///
    /// Gold comes only while there is ordinary work, too. What was given back comes again at the end.
    func nextTask(for annotator: AccountID, in project: ProjectID) throws -> NextTask? {
        guard let record = try goldSettings(of: project) else {
            return try nextFreeImage(for: annotator, in: project).map { NextTask(image: $0) }
        }
        let expired = try unfinishedGold(of: annotator, in: project, state: .expired)
        // All is asked whatever comes of it, so that the kinds of task take equally long.
        let tasks = try taskCount(of: annotator, in: project)
        let limit = record.settings.maximumExposures
        let fresh = try freshGold(for: annotator, in: project, purpose: .stream, limit: limit)
        let ordinary = try nextFreeImage(for: annotator, in: project)
        if let image = expired.first { return NextTask(image: image) }
        if let fresh, ordinary != nil, GoldSchedule(record, for: annotator).isGold(after: tasks) {
            return NextTask(image: fresh.imageID, fresh: fresh)
        }
        if let ordinary { return NextTask(image: ordinary) }
        return try unfinishedGold(of: annotator, in: project, state: .returned).first.map {
            NextTask(image: $0)
        }
    }

    /// How many tasks the person could still be given; the same figure whether some of them are gold or none.
    func availableTasks(for annotator: AccountID, in project: ProjectID) throws -> Int {
        let ordinary = try availableImages(for: annotator, in: project)
        guard let record = try goldSettings(of: project) else { return ordinary }
        let gold = try freshGoldCount(
            for: annotator, in: project, purpose: .stream, limit: record.settings.maximumExposures)
        let unfinished = try [Assignment.State.expired, .returned].reduce(0) {
            try $0 + unfinishedGold(of: annotator, in: project, state: $1).count
        }
        return unfinished
            + GoldSchedule(record, for: annotator).remaining(
                ordinary: ordinary, gold: gold, after: try taskCount(of: annotator, in: project))
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
        guard let settings = try goldSettings(of: assignment.projectID)?.settings else {
            return try claimSlot(for: assignment)
        }
        return try claimTask(assignment, as: task.fresh, limit: settings.maximumExposures)
    }
}
