import HTTPTypes
import Hummingbird
import Labeling
import NIOCore
import Workflow

/// Where annotators differ, what was decided about it, and second looks at what they agree on.
struct ConflictRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { queue + decisions + wall }

    private var queue: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/conflicts",
                "Where the answers of a project differ, the most expected errors a minute first."
            ) { request, context in
                let principal = try context.signedIn()
                return try .json(
                    ConflictPageJSON(
                        try await ReviewConflicts(environment).list(
                            in: try context.identifier("project"), query: try query(request, by: principal),
                            by: principal)))
            },
            Endpoint(
                .put, "/api/v1/projects/{project}/conflicts/assignments",
                "Give conflicts to somebody, or to nobody.", body: .json
            ) { request, context in
                let principal = try context.signedIn()
                let wanted = try await request.json(AssignmentsRequest.self)
                let assigned = try await AssignConflicts(environment)(
                    wanted.conflicts,
                    to: wanted.assignee.map { $0 == "me" ? principal.account.id : AccountID($0) },
                    in: try context.identifier("project"), by: principal)
                return try .json(AssignedJSON(assigned: assigned))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/conflicts/{conflict}",
                "One conflict with what everybody drew there, under letters."
            ) { request, context in
                let detail = try await ReviewConflicts(environment)(
                    try context.identifier("conflict"), in: try context.identifier("project"),
                    names: request.query("names") == "1", by: try context.signedIn())
                return try .json(ConflictDetailJSON(detail))
            },
        ]
    }

    private var decisions: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/conflicts/{conflict}/decision",
                "Decide a conflict; the consensus follows.", body: .json
            ) { request, context in
                let view = try await DecideConflicts(environment)(
                    try await request.json(DecisionRequest.self).draft,
                    on: try context.identifier("conflict"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(ConflictJSON(view))
            },
            Endpoint(
                .delete, "/api/v1/projects/{project}/conflicts/{conflict}/decision/{decision}",
                "Take a decision back; the conflict is open again."
            ) { _, context in
                let decision: AdjudicationID = try context.identifier("decision")
                let view = try await DecideConflicts(environment).withdraw(
                    decision, on: try context.identifier("conflict"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(WithdrawnJSON(withdrawn: decision, conflict: view.map(ConflictJSON.init)))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/decisions",
                "Who decided what and when, newest first, what was withdrawn included."
            ) { request, context in
                let page = try await ReviewConflicts(environment).decisions(
                    in: try context.identifier("project"), after: request.query("after"),
                    limit: request.query("limit").flatMap(Int.init) ?? 100, by: try context.signedIn())
                return try .json(DecisionPageJSON(page))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/decisions.csv",
                "The same list, complete, as comma-separated values.", handler: csv),
        ]
    }

    private var wall: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/wall",
                "Accepted objects side by side, the least sure or most varied first."
            ) { request, context in
                let (page, total) = try await LookAgain(environment).wall(
                    of: try context.identifier("project"), query: try wallQuery(request),
                    by: try context.signedIn())
                return try .json(WallJSON(page, total: total))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/votes",
                "Say of objects on seeing them again whether they are right.", body: .json
            ) { request, context in
                let recorded = try await LookAgain(environment)(
                    try await request.json(VotesRequest.self).drafts, in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(RecordedJSON(recorded: recorded))
            },
            Endpoint(
                .delete, "/api/v1/projects/{project}/votes/{vote}", "Take such a vote back.", success: [204]
            ) { _, context in
                try await LookAgain(environment).withdraw(
                    try context.identifier("vote"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private func query(_ request: Request, by principal: Principal) throws -> ConflictQuery {
        let kind = try request.query("kind").flatMap { text -> QueuedConflict.Kind? in
            guard !text.isEmpty else { return nil }
            return try request.query("kind", default: QueuedConflict.Kind.missing)
        }
        let assignee: ConflictQuery.Assignee? =
            switch request.query("assignee") {
            case nil, "": nil
            case "none": .nobody
            case "me": .account(principal.account.id)
            case .some(let id): .account(AccountID(id))
            }
        return ConflictQuery(
            kind: kind, label: identifier(request, "label"), assignee: assignee,
            image: identifier(request, "image"), state: try request.query("state", default: .open),
            after: request.query("after"), limit: request.query("limit").flatMap(Int.init) ?? 100)
    }

    private func wallQuery(_ request: Request) throws -> WallQuery {
        enum Direction: String, CaseIterable {
            case asc
            case desc
        }
        let order: WallQuery.Order = try request.query("sort", default: .probability)
        // What is odd comes first: the least sure, or what varies most.
        let usual: Direction = order == .probability ? .asc : .desc
        return WallQuery(
            label: identifier(request, "label"), order: order,
            isDescending: try request.query("order", default: usual) == .desc, after: request.query("after"),
            limit: request.query("limit").flatMap(Int.init) ?? 100)
    }

    private func identifier<Kind>(_ request: Request, _ name: String) -> Identifier<Kind>? {
        request.query(name).flatMap { $0.isEmpty ? nil : Identifier($0) }
    }

    private func csv(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let project: ProjectID = try context.identifier("project")
        let principal = try context.signedIn()
        let review = ReviewConflicts(environment)
        // The first page is read before the answer begins, so that a refusal is one.
        let first = try await review.decisions(in: project, limit: 1000, by: principal)
        let headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8",
            .contentDisposition: "attachment; filename=\"decisions.csv\"",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: DecisionCSV.line(DecisionCSV.head)))
                var page = first
                while true {
                    let lines = page.items.map { DecisionCSV.line(DecisionCSV.cells($0)) }
                    try await writer.write(ByteBuffer(string: lines.joined()))
                    guard let next = page.next else { break }
                    page = try await review.decisions(in: project, after: next, limit: 1000, by: principal)
                }
                try await writer.finish(nil)
            })
    }
}
