import Hummingbird
import Labeling
import Workflow

/// Signing in and out, one-time links, one's own password.
struct SessionRoutes: EndpointGroup {
    let environment: WorkflowEnvironment
    let links: LinkAddress

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/session", "Who is signed in; null when nobody is.", caller: .anyone
            ) { _, context in
                try .json(SessionJSON(account: context.principal.map { AccountJSON($0.account) }))
            },
            Endpoint(
                .post, "/api/v1/session", "Sign in with an email address and a password.", body: .json,
                caller: .anyone, handler: signIn),
            Endpoint(.delete, "/api/v1/session", "Sign out.", caller: .anyone, success: [204]) { _, context in
                if let principal = context.principal { try await SignOut(environment)(principal) }
                return .empty(headers: SessionCookie.clear)
            },
            Endpoint(
                .post, "/api/v1/links/inspect", "What a one-time link would do.", body: .json, caller: .anyone
            ) { request, context in
                let link = try await request.json(LinkRequest.self)
                let preview = try await RedeemLink(environment).inspect(link.token, as: context.principal)
                return try .json(LinkPreviewJSON(preview))
            },
            Endpoint(
                .post, "/api/v1/links/redeem", "Use a one-time link up and sign in.", body: .json,
                caller: .anyone,
                handler: redeem),
            Endpoint(
                .post, "/api/v1/account/password", "Change one's own password.", body: .json, success: [204]
            ) { request, context in
                let change = try await request.json(PasswordRequest.self)
                try await ManageAccounts(environment).changePassword(
                    current: change.current, new: change.new, by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private func signIn(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let credentials = try await request.json(Credentials.self)
        let session = try await SignIn(environment)(
            email: credentials.email, password: credentials.password, from: context.clientAddress)
        return try .json(
            SessionJSON(account: AccountJSON(session.account)),
            headers: SessionCookie.set(session, isSecure: links.isSecure(request)))
    }

    private func redeem(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let link = try await request.json(LinkRequest.self)
        var wanted: NewAccount?
        if let email = link.email, let name = link.name, let password = link.password {
            wanted = NewAccount(email: email, name: name, password: password)
        }
        let session = try await RedeemLink(environment)(link.token, account: wanted, as: context.principal)
        return try .json(
            RedeemedLinkJSON(account: AccountJSON(session.account), projectId: session.joined),
            headers: SessionCookie.set(session, isSecure: links.isSecure(request)))
    }

    private struct Credentials: Decodable {
        let email: String
        let password: String
    }

    private struct LinkRequest: Decodable {
        let token: String
        let email: String?
        let name: String?
        let password: String?
    }

    private struct PasswordRequest: Decodable {
        let current: String?
        let new: String
    }
}
