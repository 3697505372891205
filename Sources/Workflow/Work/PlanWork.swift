import Agreement
public import Labeling

/// Says how the work of a project is handed out, and which images first.
public struct PlanWork: Sendable {
    private let environment: WorkflowEnvironment
    private static let mostImages = 10_000

    /// Planning work, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The project's plan.
    public func plan(of project: ProjectID, by principal: Principal) async throws(BoxwoodError) -> WorkPlan {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.workPlan(of: project)
        }
    }

    /// Changes the plan; turns that are held keep the end they have.
    ///
    /// - Parameter revision: the revision the edit was made from.
    /// - Throws: ``BoxwoodError/Code/stale`` when somebody else edited it since.
    public func edit(
        _ draft: WorkPlanDraft, of project: ProjectID, revision: Int, by principal: Principal
    ) async throws(BoxwoodError) -> WorkPlan {
        let now = environment.clock.now()
        let plan = try await environment.store.write { tx in
            let settings = try tx.access(project, for: principal, atLeast: .requester).project
            let present = try tx.workPlan(of: project)
            let edited = try draft.apply(
                to: present, estimatesRisk: settings.consensus.estimatesRisk)
            let isOtherMoney = present.pay?.currency != edited.pay?.currency
            guard try !isOtherMoney || tx.payBalances(in: project).isEmpty else {
                throw BoxwoodError.invalid(
                    "pay.currency",
                    "People have earned in \(present.pay?.currency ?? "another currency") already; that stays."
                )
            }
            guard present.revision == revision,
                try tx.put(edited, of: project, expectedRevision: revision)
            else {
                throw BoxwoodError(
                    .stale, "Somebody else changed the plan; it is now at revision \(present.revision).")
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "work.planned", projectID: project,
                    subject: project.rawValue, at: now))
            if present.rules != nil, edited.rules == nil {
                try tx.removeStages(of: project)
                try tx.setSlots(settings.replication, in: project)
            }
            return (plan: try tx.workPlan(of: project), isNew: edited.rules != present.rules)
        }
        if plan.isNew, plan.plan.rules != nil { try await FollowRules(environment).replay(project) }
        return plan.plan
    }

    /// Gives images a priority, -100…100; those of a higher one are handed out first.
    public func prioritise(
        _ images: [ImageID], to priority: Int, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        guard (-100...100).contains(priority) else {
            throw .invalid("priority", "A priority lies between -100 and 100.")
        }
        guard images.count <= Self.mostImages else {
            throw BoxwoodError(
                .tooLarge, "At most \(Self.mostImages) images are given a priority at once.", field: "images")
        }
        let now = environment.clock.now()
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard try tx.setPriority(priority, of: images, in: project) == images.count else {
                throw BoxwoodError.notFound("image")
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "work.prioritised", projectID: project,
                    subject: "\(images.count) images to \(priority)", at: now))
        }
    }
}

extension ConsensusSettings {
    /// Whether the method says how many errors a consensus is expected to have.
    var estimatesRisk: Bool { method == BayesConsensus.id }
}
