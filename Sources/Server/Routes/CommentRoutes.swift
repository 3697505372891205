import Hummingbird
import Labeling
import Workflow

/// Questions pinned to a place of an image, and their answers.
struct CommentRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    private var comments: ManageComments { ManageComments(environment) }

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/comments",
                "The comment threads of a project, newest first; for annotators their own.", handler: list),
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}/comments",
                "The comment threads on an image; for annotators their own."
            ) { _, context in
                let threads = try await comments.list(
                    on: try context.identifier("image"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(ItemsJSON(items: threads.map(ThreadJSON.init)))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/images/{image}/comments",
                "Pin a question to a place of an image.", body: .json, success: [201]
            ) { request, context in
                let thread = try await comments.open(
                    try await request.json(ThreadRequest.self).draft(),
                    on: try context.identifier("image"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(ThreadJSON(thread), status: .created)
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/comments/{comment}/replies", "Answer in a thread.",
                body: .json, success: [201]
            ) { request, context in
                let wanted = try await request.json(ReplyRequest.self)
                let thread = try await comments.reply(
                    wanted.text, id: wanted.id, to: try context.identifier("comment"),
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(ThreadJSON(thread), status: .created)
            },
            Endpoint(
                .patch, "/api/v1/projects/{project}/comments/{comment}",
                "Close a thread, or open it again.", body: .json
            ) { request, context in
                let thread = try await comments.setResolved(
                    try await request.json(ResolveRequest.self).resolved,
                    thread: try context.identifier("comment"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(ThreadJSON(thread))
            },
        ]
    }

    private func list(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        var query = ThreadQuery(
            after: request.query("after"), limit: request.query("limit").flatMap(Int.init) ?? 100)
        if request.query("state") != nil {
            query.state = try request.query("state", default: CommentThread.State.open)
        }
        let page = try await comments.list(
            in: try context.identifier("project"), query: query, by: try context.signedIn())
        return try .json(PageJSON(items: page.items.map(ThreadJSON.init), next: page.next))
    }

    private struct ReplyRequest: Decodable {
        let id: CommentID
        let text: String
    }

    private struct ResolveRequest: Decodable {
        let resolved: Bool
    }
}
