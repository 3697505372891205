import GRDB
import Labeling

extension Account {
    init(row: Row) throws {
        self.init(
            id: AccountID(row["id"]),
            email: row["email"],
            name: row["name"],
            role: try row.value("role"),
            passwordHash: row["password_hash"],
            createdAt: row.time("created_at")
        )
    }
}

extension Session {
    init(row: Row) throws {
        self.init(
            tokenHash: row["token_hash"],
            accountID: AccountID(row["account_id"]),
            createdAt: row.time("created_at"),
            idleExpiresAt: row.time("idle_expires_at"),
            expiresAt: row.time("expires_at")
        )
    }
}

extension OneTimeLink {
    init(row: Row) throws {
        self.init(
            tokenHash: row["token_hash"],
            kind: try row.value("kind"),
            accountID: row.identifier("account_id"),
            email: row["email"],
            projectID: row.identifier("project_id"),
            role: try row.valueIfPresent("role"),
            createdAt: row.time("created_at"),
            expiresAt: row.time("expires_at"),
            usedAt: row.timeIfPresent("used_at")
        )
    }
}

extension APIToken {
    init(row: Row) throws {
        self.init(
            id: TokenID(row["id"]),
            tokenHash: row["token_hash"],
            accountID: AccountID(row["account_id"]),
            name: row["name"],
            scope: try row.value("scope"),
            projectID: row.identifier("project_id"),
            createdAt: row.time("created_at"),
            expiresAt: row.timeIfPresent("expires_at"),
            lastUsedAt: row.timeIfPresent("last_used_at")
        )
    }
}
