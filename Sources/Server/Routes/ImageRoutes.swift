import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// The images of a project: uploading, listing, reviewing, deleting.
struct ImageRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/images",
                "Upload one image; 200 when the project holds the same bytes already.", body: .file,
                success: [200, 201], handler: upload),
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

    private func upload(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let principal = try context.signedIn()
        let project: ProjectID = try context.identifier("project")
        guard let name = request.query("name"), !name.isEmpty else {
            throw BoxwoodError.invalid("name", "Give the file's name in the query.")
        }
        let importImage = ImportImage(environment)
        let draft = try await importImage.begin(project: project, by: principal)
        do {
            try request.require(contentTypes: ["image/*", "application/octet-stream"])
            for try await part in request.body {
                let bytes = Array(part.readableBytesView)
                try await environment.workers.run { () throws(BoxwoodError) in try draft.append(bytes) }
            }
        } catch {
            draft.discard()
            throw error
        }
        let imported = try await importImage.finish(draft, name: name, project: project, by: principal)
        return try .json(UploadedImageJSON(imported), status: imported.isDuplicate ? .ok : .created)
    }

    private func list(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let query = ImageQuery(
            order: try request.query("sort", default: .position),
            filter: try request.query("status", default: .all),
            after: request.query("after"), limit: request.query("limit").flatMap(Int.init) ?? 100)
        let page = try await ManageImages(environment).list(
            try context.identifier("project"), query: query, by: try context.signedIn())
        return try .json(PageJSON(items: page.items.map(ImageRowJSON.init), next: page.next))
    }
}
