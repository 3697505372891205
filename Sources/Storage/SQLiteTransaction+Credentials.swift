import GRDB
import Labeling

extension SQLiteTransaction {
    private static let tokenColumns = """
        id, token_hash, account_id, name, scope, project_id, created_at, expires_at, last_used_at
        """

    func link(tokenHash: String) throws -> OneTimeLink? {
        try first(
            """
            SELECT token_hash, kind, account_id, email, project_id, role, created_at, expires_at, used_at
            FROM one_time_link
            WHERE token_hash = ?
            """,
            [tokenHash],
            OneTimeLink.init
        )
    }

    func insert(_ link: OneTimeLink) throws {
        try run(
            """
            INSERT INTO one_time_link
                (token_hash, kind, account_id, email, project_id, role, created_at, expires_at, used_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                link.tokenHash, link.kind.rawValue, link.accountID?.rawValue, link.email,
                link.projectID?.rawValue,
                link.role?.rawValue, link.createdAt.milliseconds, link.expiresAt.milliseconds,
                link.usedAt?.milliseconds,
            ],
            orConflict: "There is a link with this secret already."
        )
    }

    func consumeLink(tokenHash: String, at: Timestamp) throws -> Bool {
        try run(
            """
            UPDATE one_time_link
            SET used_at = ?
            WHERE token_hash = ? AND used_at IS NULL
            """,
            [at.milliseconds, tokenHash]
        ) == 1
    }

    func deleteUnusedLinks(kind: OneTimeLink.Kind) throws {
        try run(
            """
            DELETE FROM one_time_link
            WHERE kind = ? AND used_at IS NULL
            """,
            [kind.rawValue]
        )
    }

    func token(hash: String) throws -> APIToken? {
        try first(
            """
            SELECT \(Self.tokenColumns)
            FROM api_token
            WHERE token_hash = ?
            """,
            [hash],
            APIToken.init
        )
    }

    func tokens(of account: AccountID) throws -> [APIToken] {
        try all(
            """
            SELECT \(Self.tokenColumns)
            FROM api_token
            WHERE account_id = ?
            ORDER BY created_at, id
            """,
            [account.rawValue],
            APIToken.init
        )
    }

    func insert(_ token: APIToken) throws {
        try run(
            """
            INSERT INTO api_token
                (id, token_hash, account_id, name, scope, project_id, created_at, expires_at, last_used_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                token.id.rawValue, token.tokenHash, token.accountID.rawValue, token.name,
                token.scope.rawValue,
                token.projectID?.rawValue, token.createdAt.milliseconds, token.expiresAt?.milliseconds,
                token.lastUsedAt?.milliseconds,
            ],
            orConflict: "There is a token with this secret already."
        )
    }

    func touch(token: TokenID, at: Timestamp) throws {
        try run(
            """
            UPDATE api_token
            SET last_used_at = ?
            WHERE id = ?
            """,
            [at.milliseconds, token.rawValue]
        )
    }

    func deleteToken(_ id: TokenID, of account: AccountID) throws -> Bool {
        try run(
            """
            DELETE FROM api_token
            WHERE id = ? AND account_id = ?
            """,
            [id.rawValue, account.rawValue]
        ) == 1
    }
}
