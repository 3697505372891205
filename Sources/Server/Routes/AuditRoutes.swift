import Hummingbird
import Labeling
import Workflow

/// Random samples of the consensus that people judge, and what they show.
struct AuditRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/audits",
                "The audits of a project's consensus, newest first, with what they show."
            ) { _, context in
                let reports = try await ReviewAudit(environment).list(
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(ItemsJSON(items: reports.map(AuditJSON.init)))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/audits",
                "Draw a random sample of the consensus to judge.", body: .json, success: [201]
            ) { request, context in
                let project: ProjectID = try context.identifier("project")
                let principal = try context.signedIn()
                let audit = try await DrawAudit(environment)(
                    try await request.json(AuditRequest.self).draft(), in: project, by: principal)
                let report = try await ReviewAudit(environment)(audit.id, in: project, by: principal)
                return try .json(AuditJSON(report), status: .created)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/audits/{audit}",
                "An audit: accuracy with intervals, and what is left to judge."
            ) { _, context in try await report(context) },
            Endpoint(
                .get, "/api/v1/projects/{project}/audits/{audit}/items/{number}",
                "One item of an audit, as it was when it was drawn."
            ) { _, context in
                guard let number = Int(try context.identifier("number", of: QualityAuditItem.self).rawValue)
                else { throw BoxwoodError.notFound("item") }
                let item = try await ReviewAudit(environment).item(
                    number, of: try context.identifier("audit"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(AuditItemJSON(item))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/audits/{audit}/judgements",
                "Say of items whether they are right; a later word replaces an earlier one.", body: .json
            ) { request, context in
                let drafts = try await request.json(JudgementsRequest.self).drafts
                try await JudgeAudit(environment)(
                    drafts, on: try context.identifier("audit"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try await report(context)
            },
        ]
    }

    private func report(_ context: BoxwoodContext) async throws -> Response {
        try .json(
            AuditJSON(
                try await ReviewAudit(environment)(
                    try context.identifier("audit"), in: try context.identifier("project"),
                    by: try context.signedIn())))
    }
}
