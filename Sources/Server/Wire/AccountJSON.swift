import Labeling
import Workflow

/// A person as clients see them.
struct AccountJSON: Encodable {
    let id: AccountID
    let name: String
    let email: String?
    let role: Role
    let createdAt: String

    init(_ account: Account) {
        id = account.id
        name = account.name
        email = account.email
        role = account.role
        createdAt = account.createdAt.rfc3339
    }
}

/// Who is signed in; `account` is null when nobody is.
struct SessionJSON: Encodable {
    let account: AccountJSON?

    private enum CodingKeys: CodingKey { case account }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(account, forKey: .account)
    }
}

/// Who a one-time link signed in, and the project it led into.
struct RedeemedLinkJSON: Encodable {
    let account: AccountJSON
    let projectId: ProjectID?
}

/// A one-time link, shown once.
struct LinkJSON: Encodable {
    let link: String
    let expiresAt: String
    var account: AccountJSON?
}

/// What a one-time link would do.
struct LinkPreviewJSON: Encodable {
    let kind: OneTimeLink.Kind
    let email: String?
    let projectName: String?
    let role: Role?
    let needsAccount: Bool

    init(_ preview: LinkPreview) {
        kind = preview.kind
        email = preview.email
        projectName = preview.projectName
        role = preview.role
        needsAccount = preview.needsAccount
    }
}

/// An API token; `token` holds the secret in the answer that made it, and nowhere else.
struct TokenJSON: Encodable {
    let id: TokenID
    let name: String
    let scope: APIToken.Scope
    let projectId: ProjectID?
    let createdAt: String
    let expiresAt: String?
    let lastUsedAt: String?
    let token: String?

    init(_ token: APIToken, secret: String? = nil) {
        id = token.id
        name = token.name
        scope = token.scope
        projectId = token.projectID
        createdAt = token.createdAt.rfc3339
        expiresAt = token.expiresAt?.rfc3339
        lastUsedAt = token.lastUsedAt?.rfc3339
        self.token = secret
    }
}
