public import Labeling

/// Gives an annotator the image they should see next.
public struct AssignNext: Sendable {
    private let environment: WorkflowEnvironment

    /// Assigning work, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The turn the person holds, or else the next image, leased; nil when nothing is left for them.
    ///
    /// Never an image they have answered or refused, never more people at an image than the project wants. Leases
    /// that ran out are ended first, judged by the clock inside the transaction.
    public func callAsFunction(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> WorkItem? {
        try await environment.store.write { [environment] tx in
            let project = try tx.access(project, for: principal, atLeast: .annotator).project
            let now = environment.clock.now()
            let ends = now.adding(seconds: environment.limits.leaseSeconds)
            _ = try tx.expireLeases(in: project.id, now: now)
            try tx.noteFirstReading(by: principal.account.id, in: project.id, at: now)
            if var held = try tx.leasedAssignments(of: principal.account.id, in: project.id).first {
                _ = try tx.renewLease(held.id, token: held.leaseToken, expiresAt: ends)
                held.leaseExpiresAt = ends
                return try tx.workItem(held)
            }
            guard let image = try tx.nextFreeImage(for: principal.account.id, in: project.id) else {
                return nil
            }
            let earlier = try tx.assignment(of: principal.account.id, image: image)
            let assignment = Assignment(
                id: earlier?.id ?? environment.identifiers.identifier(), projectID: project.id,
                imageID: image,
                annotatorID: principal.account.id, state: .leased,
                leaseToken: environment.identifiers.secret(),
                leaseExpiresAt: ends, createdAt: earlier?.createdAt ?? now)
            guard try tx.claimSlot(for: assignment) else {
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
