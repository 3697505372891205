import GRDB
import Labeling

extension SQLiteTransaction {
    private static let columns = "id, email, name, role, password_hash, created_at"

    func account(_ id: AccountID) throws -> Account? {
        try first(
            """
            SELECT \(Self.columns)
            FROM account
            WHERE id = ?
            """,
            [id.rawValue],
            Account.init
        )
    }

    func account(email: String) throws -> Account? {
        try first(
            """
            SELECT \(Self.columns)
            FROM account
            WHERE email = ?
            """,
            [email],
            Account.init
        )
    }

    func accounts() throws -> [Account] {
        try all(
            """
            SELECT \(Self.columns)
            FROM account
            WHERE email IS NOT NULL
            ORDER BY created_at, id
            """,
            [],
            Account.init
        )
    }

    func insert(_ account: Account) throws {
        try run(
            """
            INSERT INTO account (id, email, name, role, password_hash, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                account.id.rawValue, account.email, account.name, account.role.rawValue, account.passwordHash,
                account.createdAt.milliseconds,
            ],
            orConflict: "There is an account with this email address already."
        )
    }

    func update(_ account: Account) throws {
        let changed = try run(
            """
            UPDATE account
            SET email = ?, name = ?, role = ?, password_hash = ?
            WHERE id = ?
            """,
            [account.email, account.name, account.role.rawValue, account.passwordHash, account.id.rawValue],
            orConflict: "There is an account with this email address already."
        )
        if changed == 0 { throw BoxwoodError.notFound("account") }
    }
}
