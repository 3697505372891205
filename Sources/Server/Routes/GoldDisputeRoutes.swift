import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// Objections to results on known answers, and images that could be gold.
struct GoldDisputeRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/dispute",
                "Object to a result that is shown to one; each result once.", body: .json, success: [201]
            ) { request, context in
                let wanted = try await request.json(DisputeRequest.self)
                let assignment: AssignmentID = try context.identifier("assignment")
                let principal = try context.signedIn()
                try await DisputeGold(environment)(
                    wanted.id, of: assignment, reason: wanted.reason, by: principal)
                let view = try await ReviewGold(environment).result(of: assignment, by: principal)
                guard let result = GoldResultJSON(view) else { throw BoxwoodError.notFound("result") }
                return try .json(result, status: .created)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/gold/disputes", "The objections of a project, newest first."
            ) { _, context in try await list(context) },
            Endpoint(
                .post, "/api/v1/projects/{project}/gold/disputes/{dispute}/ruling",
                "Decide an objection: upheld, fixed, accepted or voided. Scores and pauses follow.",
                body: .json
            ) { request, context in
                try await DisputeGold(environment).decide(
                    try context.identifier("dispute"), try await request.json(RulingRequest.self).draft,
                    in: try context.identifier("project"), by: try context.signedIn())
                return try await list(context)
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/gold/mine/seen", "Take notice of all one was told.",
                success: [204]
            ) { _, context in
                try await DisputeGold(environment).markSeen(
                    in: try context.identifier("project"), by: try context.signedIn())
                return .empty()
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/gold/suggestions",
                "Images on which everybody agrees, which could be gold, the closest first."
            ) { _, context in
                let found = try await SuggestGold(environment)(
                    in: try context.identifier("project"), limit: 100, by: try context.signedIn())
                return try .json(ItemsJSON(items: found.map(GoldSuggestionJSON.init)))
            },
        ]
    }

    private func list(_ context: BoxwoodContext) async throws -> Response {
        let disputes = try await DisputeGold(environment).list(
            in: try context.identifier("project"), by: try context.signedIn())
        return try .json(ItemsJSON(items: disputes.map { GoldDisputeJSON($0) }))
    }
}
