import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// People from outside: the links that requesters make, the page behind them, and its visits.
struct OutsideRoutes: EndpointGroup {
    let environment: WorkflowEnvironment
    let links: LinkAddress
    let files: WebClientFiles

    var endpoints: [Endpoint] { visiting + managing + hosting }

    private var visiting: [Endpoint] {
        [
            Endpoint(
                .get, "/outside/{token}",
                "The page for somebody from outside; the hosts that the project lists may frame it.",
                caller: .anyone
            ) { _, context in
                let hosts = try await OpenOutsideVisit(environment).hosts(of: Self.token(context))
                var response = try files.page("/outside.html")
                response.headers[.contentSecurityPolicy] = SecurityHeaders.policy(framedBy: hosts)
                return response
            },
            Endpoint(
                .post, "/api/v1/outside/visits",
                "Come in by a link, as whom its marketplace says; the answer holds the token of the session.",
                body: .json, caller: .anyone
            ) { request, _ in
                let wanted = try await request.json(VisitRequest.self)
                let opened = try await OpenOutsideVisit(environment)(wanted.link, wanted.parameters)
                return try .json(OpenedLinkJSON(opened))
            },
            Endpoint(
                .post, "/api/v1/outside/visits/{visit}/answers",
                "Count one's stored answer for a visit, or none when nothing is left; says what happens now.",
                body: .json
            ) { request, context in
                let state = try await CountOutsideAnswer(environment)(
                    try await request.json(VisitAnswerRequest.self).submission,
                    for: try context.identifier("visit"), by: try context.signedIn())
                return try .json(VisitJSON(state))
            },
        ]
    }

    private var managing: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/outside-links",
                "The links by which people from outside draw, newest first."
            ) { request, context in
                let views = try await ManageOutsideLinks(environment).list(
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(ItemsJSON(items: views.map { OutsideLinkJSON($0, base: base(request)) }))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/outside-links", "Make a link.", body: .json, success: [201]
            ) { request, context in
                let view = try await ManageOutsideLinks(environment).create(
                    try await request.json(OutsideLinkRequest.self).draft,
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(OutsideLinkJSON(view, base: base(request)), status: .created)
            },
            Endpoint(
                .delete, "/api/v1/projects/{project}/outside-links/{link}",
                "Revoke a link and end its sessions; answers stay.", success: [204]
            ) { _, context in
                try await ManageOutsideLinks(environment).revoke(
                    try context.identifier("link"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/outside-links/{link}/personal",
                "The address of a personal link for one person.", body: .json
            ) { request, context in
                let token = try await ManageOutsideLinks(environment).personal(
                    try await request.json(PersonalRequest.self).worker,
                    link: try context.identifier("link"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(PersonalJSON(url: base(request) + token))
            },
        ]
    }

    private var hosting: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/outside-hosts",
                "The origins that may frame the outside pages and get their people back."
            ) { _, context in
                let hosts = try await ManageOutsideLinks(environment).hosts(
                    of: try context.identifier("project"), by: try context.signedIn())
                return try .json(HostsJSON(hosts: hosts))
            },
            Endpoint(
                .put, "/api/v1/projects/{project}/outside-hosts", "Replace those origins.", body: .json
            ) { request, context in
                let hosts = try await ManageOutsideLinks(environment).setHosts(
                    try await request.json(HostsJSON.self).hosts, of: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(HostsJSON(hosts: hosts))
            },
        ]
    }

    private func base(_ request: Request) -> String { links.base(for: request) + "/outside/" }

    /// Longer than the identifiers of other paths.
    private static func token(_ context: BoxwoodContext) -> String {
        context.parameters.get("token") ?? ""
    }

    private struct PersonalRequest: Decodable {
        let worker: String
    }

    private struct PersonalJSON: Encodable {
        let url: String
    }

    private struct HostsJSON: Codable {
        let hosts: [String]
    }

    private struct VisitAnswerRequest: Decodable {
        let submission: SubmissionID?
    }
}

extension HTTPField.Name {
    /// What a page may load, and who may frame it.
    static let contentSecurityPolicy = HTTPField.Name("Content-Security-Policy") ?? .server
}
