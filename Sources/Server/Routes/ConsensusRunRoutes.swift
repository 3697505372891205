import Agreement
import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// The history of a project's consensus: runs, what changed between them, what other settings would change, and back.
struct ConsensusRunRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { runs + comparisons }

    private var runs: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/consensus-runs",
                "The runs of a project's consensus, newest first (before=, limit=)."
            ) { request, context in
                let history = try await ReviewRuns(environment).list(
                    in: try context.identifier("project"), before: try Self.number("before", in: request),
                    limit: try Self.number("limit", in: request) ?? 50, by: try context.signedIn())
                return try .json(RunHistoryJSON(history))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/consensus-runs",
                "Put settings in force, make the consensus with them, and keep it as a run.", body: .json,
                success: [201]
            ) { request, context in
                let project: ProjectID = try context.identifier("project")
                let wanted = try await request.json(ConsensusSettingsRequest.self)
                let principal = try context.signedIn()
                guard
                    let run = try await PreviewConsensus(environment).apply(
                        wanted.draft, to: project, by: principal)
                else { throw BoxwoodError(.conflict, "There is no answer yet, so nothing to keep.") }
                return try await answer(run.number, of: project, principal, status: .created)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/consensus-runs/{run}", "One run of a project's consensus."
            ) { _, context in
                try await answer(
                    try Self.run(context), of: try context.identifier("project"), try context.signedIn())
            },
            Endpoint(
                .patch, "/api/v1/projects/{project}/consensus-runs/{run}",
                "Give a run a name, so that it is never forgotten.", body: .json
            ) { request, context in
                let run = try await ReviewRuns(environment).name(
                    try Self.run(context), try await request.json(RunNameRequest.self).name,
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(ConsensusRunJSON(run))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/consensus-runs/{run}/rollback",
                "Put a run back in force; the project stands at it until its consensus is made again.",
                success: [201]
            ) { _, context in
                let project: ProjectID = try context.identifier("project")
                let principal = try context.signedIn()
                let run = try await RollBackConsensus(environment)(
                    to: try Self.run(context), in: project, by: principal)
                return try await answer(run.number, of: project, principal, status: .created)
            },
        ]
    }

    private var comparisons: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/consensus-comparisons",
                "Compare two runs, or what there is with what other settings would make; may be heard as server-sent events.",
                body: .json, handler: compare),
            Endpoint(
                .get, "/api/v1/projects/{project}/consensus-comparisons/{comparison}",
                "A comparison made lately, with a part of its changed images (offset=, limit=)."
            ) { request, context in
                let (kept, labels) = try await kept(context)
                let offset = try Self.number("offset", in: request) ?? 0
                let limit = min(try Self.number("limit", in: request) ?? Self.pageSize, 500)
                return try .json(try await page(of: kept, labels: labels, offset: offset, limit: limit))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/consensus-comparisons/{comparison}/images/{image}",
                "What changed on one image, with the shapes before and after."
            ) { _, context in
                let (kept, _) = try await kept(context)
                let image: ImageID = try context.identifier("image")
                let index = kept.comparison.images.firstIndex { $0.image == image }
                guard let index,
                    let found = try await CompareConsensus(environment).images(
                        index..<index + 1, of: kept
                    ).first, let labeled = found.image
                else { throw BoxwoodError.notFound("image") }
                return try .json(ImageChangesJSON(found.comparison, labeled))
            },
        ]
    }

    private static let pageSize = 50

    private func compare(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let project: ProjectID = try context.identifier("project")
        let principal = try context.signedIn()
        let wanted = try await request.json(ComparisonRequest.self)
        guard EventStream.isWanted(by: request) else {
            return try .json(try await comparison(wanted, in: project, by: principal) { _ in })
        }
        // Whoever may not ask is told so before the first event.
        _ = try await ReviewRuns(environment).list(in: project, limit: 1, by: principal)
        return EventStream.response(status: .ok) { send in
            do {
                let found = try await comparison(wanted, in: project, by: principal) { step in
                    send(ComparisonEventJSON(step))
                }
                send(ComparisonEventJSON(found))
            } catch {
                send(
                    ComparisonEventJSON(
                        error as? BoxwoodError ?? BoxwoodError(.internal, "The comparison failed.")))
            }
        }
    }

    private func comparison(
        _ wanted: ComparisonRequest, in project: ProjectID, by principal: Principal,
        progress: @Sendable (ComparisonProgress) -> Void
    ) async throws -> ComparisonJSON {
        let kept: KeptComparison
        if let preview = wanted.preview {
            kept = try await PreviewConsensus(environment)(
                preview.draft, in: project, by: principal, progress: progress)
        } else {
            kept = try await CompareConsensus(environment)(
                ConsensusMoment(wanted.before), to: ConsensusMoment(wanted.after), in: project,
                by: principal, progress: progress)
        }
        let labels = try await CompareConsensus(environment).labels(of: project, by: principal)
        return try await page(of: kept, labels: labels, offset: 0, limit: Self.pageSize)
    }

    private func kept(
        _ context: BoxwoodContext
    ) async throws -> (comparison: KeptComparison, labels: [LabelClass]) {
        let id: Identifier<KeptComparison> = try context.identifier("comparison")
        return try await CompareConsensus(environment).kept(
            id.rawValue, in: try context.identifier("project"), by: try context.signedIn())
    }

    private func page(
        of kept: KeptComparison, labels: [LabelClass], offset: Int, limit: Int
    ) async throws -> ComparisonJSON {
        let offset = min(offset, kept.comparison.images.count)
        let images = try await CompareConsensus(environment).images(offset..<offset + limit, of: kept)
        return ComparisonJSON(kept, labels: labels, images: images, offset: offset)
    }

    private func answer(
        _ number: Int, of project: ProjectID, _ principal: Principal, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let run = try await ReviewRuns(environment)(number, in: project, by: principal)
        return try .json(ConsensusRunJSON(run), status: status)
    }

    private static func run(_ context: BoxwoodContext) throws(BoxwoodError) -> Int {
        guard let number = Int(try context.identifier("run", of: ConsensusRun.self).rawValue) else {
            throw .notFound("run")
        }
        return number
    }

    /// A whole number of at least 0 from the query; nil when it is missing.
    private static func number(_ name: String, in request: Request) throws(BoxwoodError) -> Int? {
        guard let text = request.query(name) else { return nil }
        guard let number = Int(text), (0...1_000_000_000).contains(number) else {
            throw .invalid(name, "This is a whole number of at least 0.")
        }
        return number
    }
}
