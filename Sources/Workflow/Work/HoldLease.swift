public import Labeling

/// A turn that was kept for longer.
public struct HeldTurn: Sendable {
    /// When the lease now ends.
    public let endsAt: Timestamp
    /// How many operations the draft holds; more than the client knows of means that the person works elsewhere, too.
    public let revision: Int
}

/// Keeps a turn, gives it back, or refuses it.
public struct HoldLease: Sendable {
    private let environment: WorkflowEnvironment

    /// Holding leases, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Renews the lease.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` when the person answered or refused the image meanwhile;
    ///   ``BoxwoodError/Code/leaseLost`` when the turn ran out or was given back.
    public func heartbeat(
        _ id: AssignmentID, lease: String, by principal: Principal
    ) async throws(BoxwoodError) -> HeldTurn {
        try await environment.store.write { [environment] tx in
            let assignment = try tx.ownAssignment(id, of: principal)
            let ends = environment.clock.now().adding(seconds: environment.limits.leaseSeconds)
            guard assignment.state != .submitted, assignment.state != .skipped else {
                throw BoxwoodError(.conflict, "You have finished this image already.")
            }
            guard assignment.state == .leased,
                try tx.renewLease(id, token: lease, expiresAt: ends)
            else {
                throw BoxwoodError(.leaseLost, "This image is not on your desk any more; your work is kept.")
            }
            return HeldTurn(endsAt: ends, revision: try tx.operationCount(of: id))
        }
    }

    /// Gives the image back; the draft is kept for when the person meets it again.
    public func giveBack(_ id: AssignmentID, lease: String, by principal: Principal)
        async throws(BoxwoodError)
    {
        try await end(id, lease: lease, as: .returned, reason: nil, by: principal)
    }

    /// Refuses the image: it goes to somebody else and is never offered to this person again.
    public func skip(
        _ id: AssignmentID, lease: String, reason: String, by principal: Principal
    ) async throws(BoxwoodError) {
        let reason = try TextRules.text(reason, field: "reason", maximum: 1_000)
        try await end(id, lease: lease, as: .skipped, reason: reason, by: principal)
    }

    private func end(
        _ id: AssignmentID, lease: String, as state: Assignment.State, reason: String?,
        by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            let assignment = try tx.ownAssignment(id, of: principal)
            if assignment.state == state { return }
            if state == .skipped, try tx.goldUse(of: assignment).isTrial {
                throw BoxwoodError(.conflict, "Images of practice and exams cannot be skipped.")
            }
            guard assignment.state == .leased, assignment.leaseToken == lease,
                try tx.release(id, to: state, reason: reason)
            else {
                throw BoxwoodError(.leaseLost, "This image is not on your desk any more; your work is kept.")
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "assignment.\(state.rawValue)",
                    projectID: assignment.projectID, subject: id.rawValue, at: now))
        }
    }
}
