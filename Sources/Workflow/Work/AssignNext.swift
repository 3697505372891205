public import Labeling

/// Gives an annotator the image they should see next.
public struct AssignNext: Sendable {
    private let environment: WorkflowEnvironment

    /// Assigning work, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The turn the person holds, or else the next task, leased; nil when nothing is left for them.
    ///
    /// Never an image they have answered or refused, never more people at an image than the project wants. Leases
    /// that ran out are ended first, judged by the clock inside the transaction. Some tasks may be known answers, or images
    /// that the person answered before and meets under another identifier; nothing tells either from others.
    ///
    /// - Throws: ``BoxwoodError/Code/paused`` when the person is given no work at present;
    ///   ``BoxwoodError/Code/notQualified`` when practice or an exam comes first.
    public func callAsFunction(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> WorkItem? {
        try await environment.store.write { [environment] tx in
            let access = try tx.access(project, for: principal, atLeast: .annotator)
            let project = access.project
            let now = environment.clock.now()
            _ = try tx.expireLeases(in: project.id, now: now)
            try tx.noteFirstReading(by: principal.account.id, in: project.id, at: now)
            if var held = try tx.heldTask(of: principal.account.id, in: project.id) {
                let ends = environment.leaseEnd(dueAt: held.dueAt)
                _ = try tx.renewLease(held.id, token: held.leaseToken, expiresAt: ends)
                held.leaseExpiresAt = ends
                return try tx.workItem(held, at: now)
            }
            try tx.requireUnpaused(principal.account.id, in: project.id)
            try tx.requireQualified(principal.account.id, in: access, at: now)
            guard try !tx.hasReachedLimit(principal.account.id, in: project.id),
                let task = try tx.nextTask(for: principal.account.id, in: project.id, at: now)
            else { return nil }
            guard let turn = try tx.claim(task, in: project.id, for: principal, environment) else {
                throw BoxwoodError(.conflict, "The image was given to somebody else; ask again.")
            }
            return try tx.workItem(turn, at: now)
        }
    }

    /// Takes up a turn of the principal's again that ran out or that they gave back, with its draft; what they hold
    /// meanwhile is given back.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` when they answered or refused the image, or it has all its answers.
    public func takeUp(_ id: AssignmentID, by principal: Principal) async throws(BoxwoodError) -> WorkItem {
        try await environment.store.write { [environment] tx in
            let turn = try tx.ownAssignment(id, of: principal)
            let now = environment.clock.now()
            _ = try tx.expireLeases(in: turn.projectID, now: now)
            guard try !tx.goldUse(of: turn).isTrial else {
                throw BoxwoodError(.conflict, "Practice and exams go on from their own page.")
            }
            if let held = try tx.heldTask(of: principal.account.id, in: turn.projectID) {
                if held.id == id { return try tx.workItem(held, at: now) }
                _ = try tx.endTurn(held.id, as: .returned, reason: nil, at: now, keepsSlot: false)
            }
            try tx.requireUnpaused(principal.account.id, in: turn.projectID)
            guard try !tx.hasReachedLimit(principal.account.id, in: turn.projectID) else {
                throw BoxwoodError(
                    .conflict, "You have done as many images as one person may in this project.")
            }
            let task = NextTask(image: turn.imageID, shownAs: turn.shownAs)
            guard let taken = try tx.claim(task, in: turn.projectID, for: principal, environment) else {
                throw BoxwoodError(.conflict, "The image needs no more answers. Your drawing is kept.")
            }
            return try tx.workItem(taken, at: now)
        }
    }

    /// A turn of the principal's that they still hold.
    ///
    /// - Throws: ``BoxwoodError/Code/leaseLost`` when it is no longer theirs.
    public func resume(_ id: AssignmentID, by principal: Principal) async throws(BoxwoodError) -> WorkItem {
        let now = environment.clock.now()
        return try await environment.store.read { tx in
            let assignment = try tx.ownAssignment(id, of: principal)
            guard assignment.state == .leased else {
                throw BoxwoodError(.leaseLost, "This image is not on your desk any more.")
            }
            return try tx.workItem(assignment, at: now)
        }
    }
}

extension WriteTransaction {
    /// A person's turn at a task, leased from now on; nil when it went to somebody else.
    fileprivate func claim(
        _ task: NextTask, in project: ProjectID, for principal: Principal, _ environment: WorkflowEnvironment
    ) throws -> Assignment? {
        let now = environment.clock.now()
        let earlier = try assignment(of: principal.account.id, image: task.shownAs)
        let plan = try workPlan(of: project)
        guard try canPayOneMore(plan.pay, in: project) else {
            throw BoxwoodError(.budgetSpent, "The project's budget is spent; no images are given out now.")
        }
        let dueAt = now.adding(seconds: plan.turnSeconds)
        let turn = Assignment(
            id: earlier?.id ?? environment.identifiers.identifier(), projectID: project, imageID: task.image,
            annotatorID: principal.account.id, state: .leased,
            leaseToken: environment.identifiers.secret(),
            leaseExpiresAt: environment.leaseEnd(dueAt: dueAt), createdAt: earlier?.createdAt ?? now,
            dueAt: dueAt, price: plan.pay?.price, shownAs: task.shownAs,
            isFurther: try isFurther(task, in: project))
        return try claim(task, for: turn) ? turn : nil
    }
}

extension ReadTransaction {
    /// Whether a person has as many images of a project as one person may have.
    func hasReachedLimit(_ annotator: AccountID, in project: ProjectID) throws -> Bool {
        guard let limit = try workPlan(of: project).imagesPerPerson else { return false }
        return try takenImages(by: annotator, in: project) >= limit
    }

    /// How many tasks a person could still be given, by the queue and by what one person may have.
    func imagesLeft(for annotator: AccountID, in project: ProjectID, at now: Timestamp) throws -> Int {
        let available = try availableTasks(for: annotator, in: project, at: now)
        guard let limit = try workPlan(of: project).imagesPerPerson else { return available }
        return min(available, max(0, limit - (try takenImages(by: annotator, in: project))))
    }
}

extension WriteTransaction {
    /// Somebody who begins is shown the guidelines as they are now; later ones are shown by what they change.
    fileprivate func noteFirstReading(
        by account: AccountID, in project: ProjectID, at now: Timestamp
    ) throws {
        guard try guidelineRead(by: account, in: project) == nil,
            let newest = try newestGuideline(of: project)
        else { return }
        try recordReading(of: newest.version, by: account, in: project, at: now)
    }
}
