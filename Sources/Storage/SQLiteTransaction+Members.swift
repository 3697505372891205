import GRDB
import Labeling

extension SQLiteTransaction {
    func membership(of account: AccountID, in project: ProjectID) throws -> Membership? {
        try first(
            """
            SELECT project_id, account_id, role
            FROM membership
            WHERE project_id = ? AND account_id = ?
            """,
            [project.rawValue, account.rawValue],
            Membership.init
        )
    }

    func members(of project: ProjectID) throws -> [(account: Account, membership: Membership)] {
        try all(
            """
            SELECT account.id, account.email, account.name, account.role, account.password_hash, account.created_at,
                   membership.role AS project_role
            FROM membership
            JOIN account ON account.id = membership.account_id
            WHERE membership.project_id = ?
            ORDER BY account.created_at, account.id
            """,
            [project.rawValue]
        ) { row in
            let account = try Account(row: row)
            let role: Role = try row.value("project_role")
            return (account, Membership(projectID: project, accountID: account.id, role: role))
        }
    }

    func memberships(of account: AccountID) throws -> [Membership] {
        try all(
            """
            SELECT project_id, account_id, role
            FROM membership
            WHERE account_id = ?
            ORDER BY project_id
            """,
            [account.rawValue],
            Membership.init
        )
    }

    func put(_ membership: Membership) throws {
        try run(
            """
            INSERT INTO membership (project_id, account_id, role)
            VALUES (?, ?, ?)
            ON CONFLICT (project_id, account_id) DO UPDATE
            SET role = excluded.role
            """,
            [membership.projectID.rawValue, membership.accountID.rawValue, membership.role.rawValue]
        )
    }

    func deleteMembership(of account: AccountID, in project: ProjectID) throws -> Bool {
        try run(
            """
            DELETE FROM membership
            WHERE project_id = ? AND account_id = ?
            """,
            [project.rawValue, account.rawValue]
        ) == 1
    }
}
