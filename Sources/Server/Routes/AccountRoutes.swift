import Hummingbird
import Labeling
import Workflow

/// The server's accounts and the API tokens of each.
struct AccountRoutes: EndpointGroup {
    let environment: WorkflowEnvironment
    let links: LinkAddress

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/accounts", "All accounts; for the owner.") { _, context in
                let accounts = try await ManageAccounts(environment).list(by: try context.signedIn())
                return try .json(ItemsJSON(items: accounts.map(AccountJSON.init)))
            },
            Endpoint(
                .post, "/api/v1/accounts", "Add an account and get its sign-in link; for the owner.",
                body: .json,
                success: [201]
            ) { request, context in
                let wanted = try await request.json(AccountRequest.self)
                let (account, link) = try await ManageAccounts(environment).add(
                    email: wanted.email, name: wanted.name, role: wanted.role, by: try context.signedIn())
                return try .json(
                    LinkJSON(
                        link: links.url(link, for: request), expiresAt: link.expiresAt.rfc3339,
                        account: AccountJSON(account)),
                    status: .created)
            },
            Endpoint(
                .post, "/api/v1/accounts/link", "Make a one-time sign-in link for an account; for the owner.",
                body: .json, success: [201]
            ) { request, context in
                let wanted = try await request.json(EmailRequest.self)
                let link = try await IssueLink(environment).signIn(
                    email: wanted.email, by: try context.signedIn())
                return try .json(
                    LinkJSON(link: links.url(link, for: request), expiresAt: link.expiresAt.rfc3339),
                    status: .created)
            },
            Endpoint(.get, "/api/v1/tokens", "One's own API tokens.") { _, context in
                let tokens = try await ManageTokens(environment).list(by: try context.signedIn())
                return try .json(ItemsJSON(items: tokens.map { TokenJSON($0) }))
            },
            Endpoint(.post, "/api/v1/tokens", "Make an API token.", body: .json, success: [201]) {
                request, context in
                let wanted = try await request.json(TokenRequest.self)
                let (token, secret) = try await ManageTokens(environment).issue(
                    name: wanted.name, scope: wanted.scope, project: wanted.projectId,
                    expiresInDays: wanted.expiresInDays?.value, email: wanted.email,
                    by: try context.signedIn())
                return try .json(TokenJSON(token, secret: secret), status: .created)
            },
            Endpoint(.delete, "/api/v1/tokens/{token}", "Revoke an API token.", success: [204]) {
                _, context in
                try await ManageTokens(environment).revoke(
                    try context.identifier("token"), by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private struct AccountRequest: Decodable {
        let email: String
        let name: String?
        let role: Role
    }

    private struct EmailRequest: Decodable {
        let email: String
    }

    private struct TokenRequest: Decodable {
        let name: String
        let scope: APIToken.Scope
        let projectId: ProjectID?
        let expiresInDays: WholeNumber?
        let email: String?
    }
}
