import Dispatch
import GRDB
public import Labeling

/// The store on SQLite: one writing connection with group commit, and read-only connections beside it.
///
/// Bodies run on the engine's own threads, never on the cooperative pool. What `write` acknowledged is on disk.
public final class SQLiteStore: Store {
    /// The version of the SQLite library in use, for example `3.40.1`.
    public static var sqliteVersion: String {
        let number = Database.sqliteLibVersionNumber
        return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }

    /// The lock on the data folder; nil for a store in memory.
    public let folderLock: FolderLock?

    let writer: any DatabaseWriter
    private let commits: GroupCommit
    private let translation: ErrorTranslation
    private let access = AccessObserver()

    init(writer: any DatabaseWriter, folderLock: FolderLock?, translation: ErrorTranslation) {
        self.writer = writer
        self.folderLock = folderLock
        self.translation = translation
        commits = GroupCommit(writer: writer)
        writer.add(transactionObserver: access, extent: .observerLifetime)
    }

    /// See ``Store/accessRevision``.
    public var accessRevision: Int { access.revision }

    /// Runs a body that changes nothing, on a read-only connection.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Value
    ) async throws(BoxwoodError) -> Value {
        try await inspect { db in try body(SQLiteTransaction(db: db)) }
    }

    /// Runs a body on a read-only connection.
    func inspect<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(BoxwoodError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            writer.asyncRead { access in
                continuation.resume(returning: Result { try body(try access.get()) })
            }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw translation(error)
        }
    }

    /// Runs a body in a savepoint of the next transaction and returns after that was committed to disk.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> Value
    ) async throws(BoxwoodError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            commits.submit(
                GroupCommit.Job(
                    run: { transaction in
                        let value = try body(transaction)
                        return { continuation.resume(returning: .success(value)) }
                    },
                    fail: { continuation.resume(returning: .failure($0)) }
                )
            )
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw translation(error)
        }
    }

    /// Finishes the writes that wait, closes the database, and frees the data folder; a second call does nothing.
    public func close() async throws(BoxwoodError) {
        commits.close()
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [self] in
                continuation.resume(returning: Result { try writer.close() })
            }
        }
        if case .failure(let error) = result { throw translation(error) }
        folderLock?.release()
    }
}
