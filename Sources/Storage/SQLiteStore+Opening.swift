import GRDB
public import Labeling

extension SQLiteStore {
    /// The database's file name in the data folder.
    static let fileName = "boxwood.db"

    /// Prepares and locks a data folder, brings its database up to date, and opens it.
    ///
    /// Blocks; call it before the server starts.
    ///
    /// - Parameters:
    ///   - folder: the data folder; made where it is missing.
    ///   - migrations: the schema's history; nil for the one that comes with Boxwood.
    ///   - diagnose: takes the details of failures, for the log.
    /// - Throws: ``BoxwoodError/Code/locked`` while another process has the folder; ``BoxwoodError/Code/invalid`` when
    ///   the folder or the database is not fit for use; ``BoxwoodError/Code/noSpace``; ``BoxwoodError/Code/internal``.
    public static func open(
        folder: String, migrations: [Migration]? = nil,
        diagnose: @escaping @Sendable (StorageDiagnostic) -> Void = { _ in }
    ) throws(BoxwoodError) -> SQLiteStore {
        let migrations = try Migration.bundled(unless: migrations)
        try DataFolder.prepare(folder)
        let lock = try FolderLock.acquire(folder)
        let translation = ErrorTranslation(diagnose: diagnose)
        do {
            let path = folder + "/" + fileName
            try migrate(path: path, migrations: migrations)
            let pool = try DatabasePool(path: path, configuration: configuration)
            // The pool turns durability down to NORMAL when it sets up its journal, so this comes last.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try requireFullSynchronous(db)
            }
            return SQLiteStore(writer: pool, folderLock: lock, translation: translation)
        } catch {
            lock.release()
            throw translation(error)
        }
    }

    /// A store that is gone when the process ends; for tests and for trying things out.
    public static func inMemory(
        migrations: [Migration]? = nil, diagnose: @escaping @Sendable (StorageDiagnostic) -> Void = { _ in }
    ) throws(BoxwoodError) -> SQLiteStore {
        let migrations = try Migration.bundled(unless: migrations)
        let translation = ErrorTranslation(diagnose: diagnose)
        do {
            let queue = try DatabaseQueue(configuration: configuration)
            try queue.writeWithoutTransaction { db in
                try MigrationRunner(migrations: migrations).run(on: db)
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try requireFullSynchronous(db)
            }
            return SQLiteStore(writer: queue, folderLock: nil, translation: translation)
        } catch {
            throw translation(error)
        }
    }

    /// Refuses a connection on which a commit would return before the disk has it.
    static func requireFullSynchronous(_ db: Database) throws {
        let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        guard level == 2 else {
            throw BoxwoodError(
                .internal,
                "SQLite will not wait for the disk (synchronous is \(level ?? -1), not 2), so answers could be lost."
            )
        }
    }

    /// What every connection is opened with, the writing one and the reading ones.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "boxwood"
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA journal_size_limit = 67108864;
                    PRAGMA cache_size = -32768;
                    """
            )
        }
        return configuration
    }

    /// Runs on a connection of its own that is closed again, so that no statement outlives a change of schema.
    private static func migrate(path: String, migrations: [Migration]) throws {
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try MigrationRunner(migrations: migrations).run(on: db)
            }
            try queue.close()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw BoxwoodError(.invalid, "\(path) is no SQLite database.")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            throw BoxwoodError(.invalid, "\(path) can't be opened.")
        }
    }
}
