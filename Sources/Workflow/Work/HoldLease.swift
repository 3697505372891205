public import Labeling

/// A turn that was kept for longer.
public struct HeldTurn: Sendable {
    /// When the lease now ends.
    public let endsAt: Timestamp
    /// When the turn ends however often it is kept; nil for no such end.
    public let dueAt: Timestamp?
    /// How often it was extended.
    public let extensions: Int
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
            let ends = environment.leaseEnd(dueAt: assignment.dueAt)
            guard assignment.state != .submitted, assignment.state != .skipped else {
                throw BoxwoodError(.conflict, "You have finished this image already.")
            }
            guard assignment.state == .leased,
                try tx.renewLease(id, token: lease, expiresAt: ends)
            else {
                throw BoxwoodError(.leaseLost, "This image is not on your desk any more; your work is kept.")
            }
            return HeldTurn(
                endsAt: ends, dueAt: assignment.dueAt, extensions: assignment.extensions,
                revision: try tx.operationCount(of: id))
        }
    }

    /// Moves the end of the turn by as long as a turn lasts.
    ///
    /// - Parameter extensions: how often it was extended as far as the person knows; the same wish again changes nothing.
    /// - Throws: ``BoxwoodError/Code/conflict`` when the project allows no more extensions;
    ///   ``BoxwoodError/Code/leaseLost`` when the turn ran out or was given back.
    public func extend(
        _ id: AssignmentID, lease: String, extensions: Int, by principal: Principal
    ) async throws(BoxwoodError) -> HeldTurn {
        try await environment.store.write { [environment] tx in
            let assignment = try tx.ownAssignment(id, of: principal)
            let now = environment.clock.now()
            guard assignment.state == .leased, assignment.leaseToken == lease,
                now <= assignment.leaseExpiresAt
            else {
                throw BoxwoodError(.leaseLost, "This image is not on your desk any more; your work is kept.")
            }
            let revision = try tx.operationCount(of: id)
            guard let dueAt = assignment.dueAt, assignment.extensions == extensions else {
                return HeldTurn(
                    endsAt: assignment.leaseExpiresAt, dueAt: assignment.dueAt,
                    extensions: assignment.extensions, revision: revision)
            }
            let plan = try tx.workPlan(of: assignment.projectID)
            guard extensions < plan.extensions else {
                throw BoxwoodError(
                    .conflict, "This turn cannot be extended again; hand the image in or give it back.")
            }
            let later = dueAt.adding(seconds: plan.turnSeconds)
            let ends = environment.leaseEnd(dueAt: later)
            guard
                try tx.extendTurn(
                    id, token: lease, extensions: extensions, dueAt: later, expiresAt: ends)
            else { throw BoxwoodError(.leaseLost, "This image is not on your desk any more.") }
            return HeldTurn(endsAt: ends, dueAt: later, extensions: extensions + 1, revision: revision)
        }
    }

    /// Gives the image back; the draft is kept for when the person meets it again.
    ///
    /// - Parameter reason: why, for those who run the project; may be empty.
    public func giveBack(
        _ id: AssignmentID, lease: String, reason: String = "", by principal: Principal
    ) async throws(BoxwoodError) {
        let reason = try TextRules.text(reason, field: "reason", maximum: 1_000)
        try await end(id, lease: lease, as: .returned, reason: reason.isEmpty ? nil : reason, by: principal)
    }

    /// Refuses the image: it is never offered to this person again.
    ///
    /// What becomes of it is the project's policy: others get it, or a reviewer, or the refusal counts as an answer.
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
            let policy = try tx.workPlan(of: assignment.projectID).skipPolicy
            if state == .skipped, try tx.goldUse(of: assignment).isTrial {
                throw BoxwoodError(.conflict, "Images of practice and exams cannot be skipped.")
            }
            guard assignment.state == .leased, assignment.leaseToken == lease,
                try tx.endTurn(
                    id, as: state, reason: reason, at: now,
                    keepsSlot: state == .skipped && policy == .counted)
            else {
                throw BoxwoodError(.leaseLost, "This image is not on your desk any more; your work is kept.")
            }
            if state == .skipped, policy == .reviewer, !assignment.isRepeat {
                try tx.hold(assignment.imageID, true)
            }
            if state == .skipped, policy == .counted {
                try tx.earn(id.rawValue, .skip, for: assignment, at: now)
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "assignment.\(state.rawValue)",
                    projectID: assignment.projectID, subject: id.rawValue, at: now))
        }
    }
}

extension WorkflowEnvironment {
    /// When a lease that is taken or renewed now ends; never after its turn.
    func leaseEnd(dueAt: Timestamp?) -> Timestamp {
        let ends = clock.now().adding(seconds: limits.leaseSeconds)
        return dueAt.map { min($0, ends) } ?? ends
    }
}
