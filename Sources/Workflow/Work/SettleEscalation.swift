public import Labeling

/// What a reviewer decides about an image that the crowd cannot finish.
public enum EscalationOutcome: String, Sendable, Codable, CaseIterable {
    /// Finished as it is: nobody is asked for it any more.
    case close
    /// Back into the queue, with one more answer wanted where none is.
    case requeue
}

/// A refused turn with the name of the person, as the asker may know it.
public struct RefusedTurn: Sendable {
    /// The turn.
    public let turn: EndedTurn
    /// The image's file name.
    public let imageName: String
    /// Who refused it.
    public let person: String
}

/// Shows reviewers what the crowd cannot finish, and lets them settle it.
public struct SettleEscalation: Sendable {
    private let environment: WorkflowEnvironment

    /// Settling, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Images that wait for a reviewer, by position.
    ///
    /// - Parameters:
    ///   - after: the cursor of the page before, or nil for the first page.
    ///   - limit: how many at most.
    public func list(
        in project: ProjectID, after: String?, limit: Int, by principal: Principal
    ) async throws(BoxwoodError) -> Page<EscalatedImage> {
        guard let position = after.map({ Int($0) }) ?? 0 else {
            throw .invalid("after", "This is no cursor of this list.")
        }
        return try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            let isSpent = try !tx.canPayOneMore(tx.workPlan(of: project).pay, in: project)
            let found = try tx.escalatedImages(
                in: project, isSpent: isSpent, afterPosition: position, limit: limit + 1)
            let items = Array(found.prefix(limit))
            return Page(
                items: items, next: found.count > limit ? items.last.map { String($0.image.position) } : nil)
        }
    }

    /// The turns that were given back or skipped, newest first, with what people said.
    public func refusals(
        in project: ProjectID, limit: Int, by principal: Principal
    ) async throws(BoxwoodError) -> [RefusedTurn] {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.refusedTurns(in: project, limit: limit).map { turn in
                RefusedTurn(
                    turn: turn, imageName: try tx.image(turn.assignment.imageID)?.name ?? "",
                    person: try tx.displayName(of: turn.assignment.annotatorID, for: access))
            }
        }
    }

    /// Settles an image; the same decision again changes nothing.
    public func callAsFunction(
        _ id: ImageID, _ outcome: EscalationOutcome, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            let image = try tx.image(id, in: project, for: principal, atLeast: .reviewer).image
            try tx.hold(image.id, false)
            switch outcome {
            case .close:
                try tx.removeFreeSlots(of: image.id)
                try tx.close(image.id, in: project, by: principal.account.id, at: now)
            case .requeue:
                try tx.reopen(image.id)
                guard try !tx.hasFreeSlot(image.id), try !tx.isKnown(image.id) else { break }
                if try tx.stage(of: image.id) != nil {
                    try tx.addExtraAnswer(to: image.id)
                    try tx.follow(
                        tx.stoppingFigures(of: image.id, riskFactor: try tx.riskFactor(of: project)),
                        image: image.id, in: project)
                } else {
                    try tx.addSlot(to: image.id)
                }
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "image.\(outcome.rawValue)", projectID: project,
                    subject: id.rawValue, at: now))
        }
    }
}
