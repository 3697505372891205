import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// The images of a project: listing, reviewing, deleting.
struct ImageRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/images", "The table of images, in pages.", handler: list),
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}",
                "An image with everybody's answers, the consensus and the conflicts."
            ) { _, context in
                let review = try await ReviewImage(environment)(
                    try context.identifier("image"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(ImageReviewJSON(review))
            },
            Endpoint(
                .delete, "/api/v1/projects/{project}/images/{image}", "Delete an image and its answers.",
                success: [204]
            ) { _, context in
                try await ManageImages(environment).delete(
                    try context.identifier("image"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private func list(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let query = ImageQuery(
            order: try request.query("sort", default: .position),
            filter: try request.query("status", default: .all), answers: try request.answerFilter(),
            after: request.query("after"), limit: request.query("limit").flatMap(Int.init) ?? 100)
        let page = try await ManageImages(environment).list(
            try context.identifier("project"), query: query, by: try context.signedIn())
        return try .json(PageJSON(items: page.items.map(ImageRowJSON.init), next: page.next))
    }
}
