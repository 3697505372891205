import HTTPTypes
import Hummingbird
import Imaging
import Labeling
import Workflow

/// What a project asks its annotators to do, in versions.
struct GuidelineRoutes: EndpointGroup {
    let environment: WorkflowEnvironment
    let tiles: ServeTiles

    /// The text and sixty polygons.
    private static let largest = 8 << 20

    var endpoints: [Endpoint] { reading + writing }

    private var reading: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/guidelines",
                "The versions of the guidelines, newest first; to reviewers with the agreement under each."
            ) { _, context in
                let entries = try await ReviewGuidelines(environment).list(
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(ItemsJSON(items: entries.map(GuidelineEntryJSON.init)))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/guidelines/changes",
                "What became of the guidelines after the version `from`, line by line; up to `to`, or the newest."
            ) { request, context in
                guard let from = try Self.version(request, "from") else {
                    throw BoxwoodError.invalid("from", "Say from which version on.")
                }
                let changes = try await ReviewGuidelines(environment).changes(
                    from: from, to: try Self.version(request, "to"),
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(GuidelineChangesJSON(changes))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/guidelines/requalification",
                "Whom a version that asks people to qualify again would keep from their next image, if published now."
            ) { _, context in
                let preview = try await PreviewRequalification(environment)(
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(RequalificationJSON(preview))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/guidelines/versions/{version}",
                "A version with its examples; `newest` for the one that holds."
            ) { _, context in
                let text = try context.identifier("version", of: Guideline.self).rawValue
                guard text == "newest" || Int(text) != nil else {
                    throw BoxwoodError.notFound("version of the guidelines")
                }
                let view = try await ReviewGuidelines(environment)(
                    Int(text), in: try context.identifier("project"), by: try context.signedIn())
                return try .json(GuidelineJSON(view))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/guidelines/examples/{example}/picture",
                "The part of an image that an example shows, as JPEG.", success: [200, 304]
            ) { request, context in
                let id: GuidelineExampleID = try context.identifier("example")
                let bytes = try await ReviewGuidelines(environment).picture(
                    of: id, in: try context.identifier("project"), by: try context.signedIn(), with: tiles)
                return try await .tagged(
                    bytes, tag: ContentTag.of(bytes), type: "image/jpeg", cache: "private, max-age=3600",
                    for: request)
            },
        ]
    }

    private var writing: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/guidelines",
                "Publish a version; If-Match names the one it was made from.", body: .json, success: [201]
            ) { request, context in
                let project: ProjectID = try context.identifier("project")
                let principal = try context.signedIn()
                let wanted = try await request.json(GuidelineRequest.self, limit: Self.largest)
                let guideline = try await PublishGuidelines(environment)(
                    wanted.draft, in: project, expected: try request.revision(), by: principal)
                let view = try await ReviewGuidelines(environment)(
                    guideline.version, in: project, by: principal)
                return try .json(GuidelineJSON(view), status: .created)
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/guidelines/readings",
                "Note that one was shown a version, so that its changes are not shown again.", body: .json,
                success: [204]
            ) { request, context in
                try await ReviewGuidelines(environment).read(
                    try await request.json(ReadingRequest.self).version.value,
                    in: try context.identifier("project"), by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private static func version(_ request: Request, _ name: String) throws(BoxwoodError) -> Int? {
        guard let text = request.filled(name) else { return nil }
        guard let version = Int(text) else { throw .invalid(name, "This is the number of a version.") }
        return version
    }

    private struct ReadingRequest: Decodable {
        let version: WholeNumber
    }
}
