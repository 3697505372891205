import GRDB
import Labeling

extension SQLiteTransaction {
    func session(tokenHash: String) throws -> Session? {
        try first(
            """
            SELECT token_hash, account_id, created_at, idle_expires_at, expires_at
            FROM session
            WHERE token_hash = ?
            """,
            [tokenHash],
            Session.init
        )
    }

    func insert(_ session: Session) throws {
        try run(
            """
            INSERT INTO session (token_hash, account_id, created_at, idle_expires_at, expires_at)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                session.tokenHash, session.accountID.rawValue, session.createdAt.milliseconds,
                session.idleExpiresAt.milliseconds, session.expiresAt.milliseconds,
            ],
            orConflict: "There is a session with this secret already."
        )
    }

    func touch(sessionTokenHash: String, idleExpiresAt: Timestamp) throws {
        try run(
            """
            UPDATE session
            SET idle_expires_at = ?
            WHERE token_hash = ?
            """,
            [idleExpiresAt.milliseconds, sessionTokenHash]
        )
    }

    func deleteSession(tokenHash: String) throws {
        try run(
            """
            DELETE FROM session
            WHERE token_hash = ?
            """,
            [tokenHash]
        )
    }

    func deleteSessions(of account: AccountID, except tokenHash: String?) throws {
        // No secret has the empty hash.
        try run(
            """
            DELETE FROM session
            WHERE account_id = ? AND token_hash <> ?
            """,
            [account.rawValue, tokenHash ?? ""]
        )
    }

    func failedAttempts(key: String, since: Timestamp) throws -> Int {
        try number(
            """
            SELECT COUNT(*)
            FROM failed_attempt
            WHERE attempt_key = ? AND at >= ?
            """,
            [key, since.milliseconds]
        )
    }

    func countFailedAttempt(key: String, at: Timestamp, forgetBefore: Timestamp) throws {
        try run(
            """
            DELETE FROM failed_attempt
            WHERE at < ?
            """,
            [forgetBefore.milliseconds]
        )
        try run(
            """
            INSERT INTO failed_attempt (attempt_key, at)
            VALUES (?, ?)
            """,
            [key, at.milliseconds]
        )
    }

    func forgetAttempt(key: String, at: Timestamp) throws {
        try run(
            """
            DELETE FROM failed_attempt
            WHERE attempt_key = ? AND at = ?
            """,
            [key, at.milliseconds]
        )
    }

    func clearFailedAttempts(key: String) throws {
        try run(
            """
            DELETE FROM failed_attempt
            WHERE attempt_key = ?
            """,
            [key]
        )
    }
}
