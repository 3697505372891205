import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// How a project's work is handed out, and what only a reviewer can finish.
struct WorkPlanRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { plan + replication + planning + reviewing }

    private var plan: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/work",
                "How the work is handed out: limits of a turn, skipped images, order."
            ) { _, context in
                let plan = try await PlanWork(environment).plan(
                    of: try context.identifier("project"), by: try context.signedIn())
                return try .json(WorkPlanJSON(plan), headers: Self.tag(plan))
            },
            Endpoint(
                .patch, "/api/v1/projects/{project}/work",
                "Change how the work is handed out; needs If-Match.", body: .json
            ) { request, context in
                let revision = try request.revision()
                let plan = try await PlanWork(environment).edit(
                    try await request.json(WorkPlanRequest.self).draft(),
                    of: try context.identifier("project"), revision: revision, by: try context.signedIn())
                return try .json(WorkPlanJSON(plan), headers: Self.tag(plan))
            },
            Endpoint(
                .put, "/api/v1/projects/{project}/work/priorities",
                "Give images a priority; those of a higher one are handed out first.", body: .json,
                success: [204]
            ) { request, context in
                let wanted = try await request.json(PriorityRequest.self)
                try await PlanWork(environment).prioritise(
                    wanted.images, to: wanted.priority.value, in: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private var replication: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/work/stages",
                "How many images are finished by the rules of replication, and the answers saved; 204 without rules.",
                success: [200, 204]
            ) { _, context in
                let id: ProjectID = try context.identifier("project")
                return try await stages(
                    try await FollowRules(environment).tally(of: id, by: try context.signedIn()), of: id,
                    context)
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/work/replay",
                "Judge all images anew by the rules; the state follows from the answers alone.", body: .json,
                success: [200, 204]
            ) { _, context in
                let id: ProjectID = try context.identifier("project")
                return try await stages(
                    try await FollowRules(environment)(id, by: try context.signedIn()), of: id, context)
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/work/preview",
                "What rules would have made of the answers there are.", body: .json
            ) { request, context in
                let preview = try await PreviewRules(environment)(
                    try await request.json(PreviewRequest.self).rules, in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(RulesPreviewJSON(preview))
            },
        ]
    }

    private var planning: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/work/study",
                "What the answers say about how many people are needed, and what that costs.", body: .json
            ) { request, context in
                let report = try await StudyReplication(environment)(
                    try await request.json(StudyRequest.self).draft, in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(StudyJSON(report))
            }
        ]
    }

    private func stages(
        _ tally: StageTally?, of id: ProjectID, _ context: BoxwoodContext
    ) async throws -> Response {
        guard let tally else { return .empty() }
        let project = try await ManageProjects(environment).detail(of: id, for: try context.signedIn())
            .project
        return try .json(StageTallyJSON(tally, replication: project.replication))
    }

    private struct PreviewRequest: Decodable {
        let rules: ReplicationRules
    }

    private var reviewing: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/work/escalations",
                "Images that only a reviewer can finish, and why, in pages."
            ) { request, context in
                let page = try await SettleEscalation(environment).list(
                    in: try context.identifier("project"), after: request.filled("after"),
                    limit: try request.limit(), by: try context.signedIn())
                return try .json(PageJSON(items: page.items.map(EscalationJSON.init), next: page.next))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/work/escalations/{image}",
                "Close an image as it is, or put it back into the queue.", body: .json, success: [204]
            ) { request, context in
                let wanted = try await request.json(OutcomeRequest.self)
                try await SettleEscalation(environment)(
                    try context.identifier("image"), wanted.outcome, in: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/work/refusals",
                "Turns that were given back or skipped, newest first, with what people said."
            ) { request, context in
                let turns = try await SettleEscalation(environment).refusals(
                    in: try context.identifier("project"), limit: try request.limit(),
                    by: try context.signedIn())
                return try .json(ItemsJSON(items: turns.map(RefusedTurnJSON.init)))
            },
        ]
    }

    private static func tag(_ plan: WorkPlan) -> HTTPFields {
        [.eTag: "\"\(plan.revision)\""]
    }

    private struct PriorityRequest: Decodable {
        let images: [ImageID]
        let priority: WholeNumber
    }

    private struct OutcomeRequest: Decodable {
        let outcome: EscalationOutcome
    }
}
