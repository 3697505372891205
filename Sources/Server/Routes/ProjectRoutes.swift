import Foundation
import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// Projects and the people in them.
struct ProjectRoutes: EndpointGroup {
    let environment: WorkflowEnvironment
    let links: LinkAddress

    var endpoints: [Endpoint] { projects + people }

    private var projects: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/projects", "The projects one works in.") { _, context in
                let projects = try await ManageProjects(environment).list(for: try context.signedIn())
                return try .json(ItemsJSON(items: projects.map(ProjectJSON.init)))
            },
            Endpoint(.post, "/api/v1/projects", "Make a project.", body: .json, success: [201]) {
                request, context in
                let wanted = try await request.json(ProjectRequest.self)
                let detail = try await ManageProjects(environment).create(
                    wanted.draft, by: try context.signedIn())
                var headers = Self.tag(detail)
                headers[.location] = "/api/v1/projects/\(detail.project.id)"
                return try .json(ProjectJSON(detail), status: .created, headers: headers)
            },
            Endpoint(.get, "/api/v1/projects/{project}", "A project, by identifier or name.") { _, context in
                let projects = ManageProjects(environment)
                let principal = try context.signedIn()
                let name: ProjectID = try context.identifier("project")
                let id = try await projects.resolve(
                    name.rawValue.removingPercentEncoding ?? "", for: principal)
                let detail = try await projects.detail(of: id, for: principal)
                return try .json(ProjectJSON(detail), headers: Self.tag(detail))
            },
            Endpoint(
                .patch, "/api/v1/projects/{project}", "Edit a project; needs If-Match.", body: .json,
                handler: edit),
            Endpoint(
                .delete, "/api/v1/projects/{project}",
                "Delete a project with everything in it; needs If-Match.",
                success: [204]
            ) { request, context in
                try await ManageProjects(environment).delete(
                    try context.identifier("project"), revision: try request.revision(),
                    by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private var people: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/projects/{project}/members", "The people of a project.") { _, context in
                let members = try await ManageMembers(environment).list(
                    of: try context.identifier("project"), by: try context.signedIn())
                return try .json(ItemsJSON(items: members.map(MemberJSON.init)))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/members", "Give an account a role in a project.",
                body: .json,
                success: [201]
            ) { request, context in
                let wanted = try await request.json(MemberRequest.self)
                let member = try await ManageMembers(environment).add(
                    email: wanted.email, role: wanted.role, to: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(MemberJSON(member), status: .created)
            },
            Endpoint(
                .delete, "/api/v1/projects/{project}/members/{account}", "Take a person out of a project.",
                success: [204]
            ) { _, context in
                try await ManageMembers(environment).remove(
                    try context.identifier("account"), from: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/invites", "Make an invitation link.", body: .json,
                success: [201]
            ) { request, context in
                let wanted = try await request.json(InviteRequest.self)
                let link = try await IssueLink(environment).invite(
                    to: try context.identifier("project"), role: wanted.role, email: wanted.email,
                    by: try context.signedIn())
                return try .json(
                    LinkJSON(link: links.url(link, for: request), expiresAt: link.expiresAt.rfc3339),
                    status: .created)
            },
        ]
    }

    private func edit(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let revision = try request.revision()
        let wanted = try await request.json(ProjectRequest.self)
        let id: ProjectID = try context.identifier("project")
        let principal = try context.signedIn()
        let (detail, consensusChanged) = try await ManageProjects(environment).edit(
            id, wanted.draft, revision: revision, by: principal)
        if consensusChanged { _ = try await FitConsensus(environment)(id, by: principal) }
        return try .json(ProjectJSON(detail), headers: Self.tag(detail))
    }

    private static func tag(_ detail: ProjectDetail) -> HTTPFields {
        [.eTag: "\"\(detail.project.revision)\""]
    }

    private struct MemberRequest: Decodable {
        let email: String
        let role: Role
    }

    private struct InviteRequest: Decodable {
        let role: Role
        let email: String?
    }
}
