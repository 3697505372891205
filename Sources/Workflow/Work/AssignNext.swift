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
    /// that ran out are ended first, judged by the clock inside the transaction. Some tasks may be known answers, which
    /// nothing tells from others.
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
            let ends = now.adding(seconds: environment.limits.leaseSeconds)
            _ = try tx.expireLeases(in: project.id, now: now)
            if var held = try tx.heldTask(of: principal.account.id, in: project.id) {
                _ = try tx.renewLease(held.id, token: held.leaseToken, expiresAt: ends)
                held.leaseExpiresAt = ends
                return try tx.workItem(held)
            }
            try tx.requireUnpaused(principal.account.id, in: project.id)
            try tx.requireQualified(principal.account.id, in: access, at: now)
            guard let task = try tx.nextTask(for: principal.account.id, in: project.id) else { return nil }
            let earlier = try tx.assignment(of: principal.account.id, image: task.image)
            let assignment = Assignment(
                id: earlier?.id ?? environment.identifiers.identifier(), projectID: project.id,
                imageID: task.image, annotatorID: principal.account.id, state: .leased,
                leaseToken: environment.identifiers.secret(),
                leaseExpiresAt: ends, createdAt: earlier?.createdAt ?? now)
            guard try tx.claim(task, for: assignment) else {
                throw BoxwoodError(.conflict, "The image was given to somebody else; ask again.")
            }
            return try tx.workItem(assignment)
        }
    }

    /// A turn of the principal's that they still hold.
    ///
    /// - Throws: ``BoxwoodError/Code/leaseLost`` when it is no longer theirs.
    public func resume(_ id: AssignmentID, by principal: Principal) async throws(BoxwoodError) -> WorkItem {
        try await environment.store.read { tx in
            let assignment = try tx.ownAssignment(id, of: principal)
            guard assignment.state == .leased else {
                throw BoxwoodError(.leaseLost, "This image is not on your desk any more.")
            }
            return try tx.workItem(assignment)
        }
    }
}
