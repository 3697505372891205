import Foundation
import GRDB
import Labeling

/// Brings a database up to date: each migration, its record and the new version number in one transaction.
///
/// Refuses anything that would leave the database in a state nobody has tested: a file that was changed after it
/// was run, a gap, a number used twice, a database that a newer Boxwood has written.
struct MigrationRunner {
    /// `BXWD`, which marks the file as ours in its header.
    static let applicationID = 0x4258_5744

    /// The schema's history.
    let migrations: [Migration]

    /// Runs what is pending; the connection must not be inside a transaction.
    func run(on db: Database) throws {
        let pending = try status(of: db).pending
        guard !pending.isEmpty else { return }
        // A migration may rebuild tables that others refer to; the references are checked before its commit.
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
        for migration in pending { try run(migration, on: db) }
    }

    /// What was run and what is pending, after making sure that both fit together.
    func status(of db: Database) throws -> MigrationStatus {
        let history = try orderedHistory()
        let applied = try applied(in: db)
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard max(version, applied.last?.version ?? 0) <= history.count else {
            throw BoxwoodError(
                .invalid,
                "The database is of schema version \(max(version, applied.last?.version ?? 0)), and this Boxwood knows"
                    + " \(history.count): it was written by a newer Boxwood. Use that one."
            )
        }
        for (migration, done) in zip(history, applied) {
            guard done.version == migration.version else {
                throw BoxwoodError(
                    .invalid, "The database has no record of \(migration.fileName), but of later ones.")
            }
            guard done.sha256 == migration.sha256 else {
                throw BoxwoodError(
                    .invalid,
                    "\(migration.fileName) was changed after it was run on this database. Put the original back, and"
                        + " make the change in a new migration."
                )
            }
        }
        return MigrationStatus(applied: applied, pending: Array(history.dropFirst(applied.count)))
    }

    private func orderedHistory() throws -> [Migration] {
        let history = migrations.sorted { ($0.version, $0.name) < ($1.version, $1.name) }
        for (index, migration) in history.enumerated() {
            if index > 0, history[index - 1].version == migration.version {
                throw BoxwoodError(
                    .invalid,
                    "\(history[index - 1].fileName) and \(migration.fileName) have the same number."
                )
            }
            guard migration.version == index + 1 else {
                throw BoxwoodError(
                    .invalid, "Migration \(index + 1) is missing before \(migration.fileName).")
            }
        }
        return history
    }

    private func applied(in db: Database) throws -> [MigrationStatus.Applied] {
        let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        guard tables.contains("schema_migration") else {
            guard tables.isEmpty else {
                throw BoxwoodError(
                    .invalid, "The database belongs to another program: it has tables, but no history.")
            }
            return []
        }
        let mark = try Int.fetchOne(db, sql: "PRAGMA application_id")
        guard mark == Self.applicationID else {
            throw BoxwoodError(
                .invalid, "The database belongs to another program: its application_id is not Boxwood's.")
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT version, name, sha256, applied_at
                FROM schema_migration
                ORDER BY version
                """
        )
        return rows.map { row in
            MigrationStatus.Applied(
                version: row["version"],
                name: row["name"],
                sha256: row["sha256"],
                appliedAt: row.time("applied_at")
            )
        }
    }

    private func run(_ migration: Migration, on db: Database) throws {
        do {
            try db.inTransaction(.immediate) {
                try execute(migration, on: db)
                try record(migration, in: db)
                let broken = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check")
                guard broken == nil else {
                    throw BoxwoodError(
                        .invalid, "\(migration.fileName) would leave references to rows that are gone.")
                }
                return .commit
            }
        } catch let error as DatabaseError {
            let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
            throw BoxwoodError(
                error.resultCode == .SQLITE_FULL ? .noSpace : .invalid,
                "\(migration.fileName) failed, and nothing of it was kept: \(reason)."
            )
        }
    }

    private func execute(_ migration: Migration, on db: Database) throws {
        let statements = try db.allStatements(sql: migration.sql)
        while let statement = try statements.next() {
            let word = Self.firstWord(of: statement.sql)
            guard !Self.refusedWords.contains(word) else {
                throw BoxwoodError(.invalid, "\(migration.fileName) may not use \(word): the runner does.")
            }
            try statement.execute()
        }
    }

    private func record(_ migration: Migration, in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    version     INTEGER NOT NULL PRIMARY KEY CHECK (version >= 1),
                    name        TEXT NOT NULL,
                    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
                    applied_at  INTEGER NOT NULL
                ) STRICT;
                PRAGMA application_id = \(Self.applicationID);
                PRAGMA user_version = \(migration.version);
                """
        )
        try db.execute(
            sql: """
                INSERT INTO schema_migration (version, name, sha256, applied_at)
                VALUES (?, ?, ?, ?)
                """,
            arguments: [
                migration.version, migration.name, migration.sha256,
                Int64(Date().timeIntervalSince1970 * 1000),
            ]
        )
    }

    /// What would end or escape the runner's transaction.
    private static let refusedWords: Set<String> = [
        "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "ATTACH", "DETACH", "VACUUM", "PRAGMA",
    ]

    /// The keyword a statement begins with, in upper case, comments left out.
    static func firstWord(of sql: String) -> String {
        var rest = sql[...]
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
            } else {
                return rest.prefix(while: \.isLetter).uppercased()
            }
        }
    }
}
