import GRDB
import Labeling
import Testing

@testable import Storage

@Suite("Durability")
struct DurabilityTests {
    @Test("every commit waits for the disk, and the journal is the one that survives a crash")
    func settings() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteStore.open(folder: folder.path)
        let expected = [
            ("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("trusted_schema", "0"),
            ("cell_size_check", "1"), ("journal_size_limit", "67108864"), ("application_id", "1113085764"),
        ]
        for (name, value) in expected {
            let read = try await store.writer.writeWithoutTransaction { db in
                try Row.fetchOne(db, sql: "PRAGMA \(name)").map { $0[0] as DatabaseValue }?.description
            }
            #expect(read?.replacing("\"", with: "") == value, "\(name)")
        }
        try await store.close()
    }

    @Test("a connection that does not wait for the disk is refused", arguments: ["OFF", "NORMAL", "EXTRA"])
    func refusal(level: String) throws {
        let queue = try DatabaseQueue()
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = \(level)") }
        let error = #expect(throws: BoxwoodError.self) {
            try queue.writeWithoutTransaction { try SQLiteStore.requireFullSynchronous($0) }
        }
        #expect(error?.code == .internal)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try SQLiteStore.requireFullSynchronous(db)
        }
    }

    @Test("a read can't write", arguments: TestEngine.available)
    func readOnly(engine: TestEngine) async throws {
        try await engine.withStore { store in
            await #expect(throws: (any Error).self) {
                try await store.read { tx in
                    let transaction = try #require(tx as? SQLiteTransaction)
                    try transaction.insert(Sample.account(1))
                }
            }
            let account = try await store.read { try $0.account(Sample.id(1)) }
            #expect(account == nil)
        }
    }

    @Test("a full disk is said so, keeps what was acknowledged, and ends when there is room")
    func fullDisk() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteStore.open(folder: folder.path)
        try await store.write { try $0.insert(Sample.account(1, email: "a@x")) }
        // SQLite answers a database at its page limit exactly as it does a full disk.
        try await store.writer.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
        }
        let big = String(repeating: "x", count: 100_000)
        let error = await #expect(throws: BoxwoodError.self) {
            try await store.write {
                try $0.append(AuditEvent(actor: nil, action: big, subject: "", at: Sample.start))
            }
        }
        #expect(error?.code == .noSpace)
        #expect(try await store.read { try $0.accounts().count } == 1)
        try await store.writer.writeWithoutTransaction { db in
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = 1000000")
        }
        try await store.write {
            try $0.append(AuditEvent(actor: nil, action: big, subject: "", at: Sample.start))
        }
        try await store.close()
    }

    @Test(
        "each kind of failure has its code",
        arguments: [
            (ResultCode.SQLITE_CONSTRAINT_UNIQUE, BoxwoodError.Code.conflict),
            (.SQLITE_CONSTRAINT_PRIMARYKEY, .conflict),
            (.SQLITE_CONSTRAINT_FOREIGNKEY, .conflict), (.SQLITE_CONSTRAINT_TRIGGER, .conflict),
            (.SQLITE_CONSTRAINT_CHECK, .invalid), (.SQLITE_CONSTRAINT_NOTNULL, .invalid),
            (.SQLITE_FULL, .noSpace),
            (.SQLITE_TOOBIG, .tooLarge), (.SQLITE_CORRUPT, .internal), (.SQLITE_IOERR_FSYNC, .internal),
            (.SQLITE_BUSY, .internal), (.SQLITE_READONLY, .internal), (.SQLITE_ERROR, .internal),
        ] as [(ResultCode, BoxwoodError.Code)]
    )
    func codes(result: ResultCode, code: BoxwoodError.Code) {
        #expect(ErrorTranslation.answer(to: result).code == code)
    }

    @Test("a failing disk is marked as one, so that the process can end")
    func diskFailure() {
        for (code, expected) in [
            (ResultCode.SQLITE_IOERR_FSYNC, true), (.SQLITE_CORRUPT, true), (.SQLITE_FULL, false),
        ] {
            let told = Told()
            _ = ErrorTranslation(diagnose: told.append)(DatabaseError(resultCode: code))
            #expect(told.diagnostics.map(\.isDiskFailure) == [expected])
        }
    }
}
