import GRDB
import Labeling
import Testing

@testable import Storage

@Suite("Migrations")
struct MigrationTests {
    private static let first = Migration(
        version: 1, name: "one", sql: "CREATE TABLE one (id INTEGER) STRICT;")
    private static let second = Migration(
        version: 2, name: "two",
        sql: "-- Two.\nCREATE TABLE two (id INTEGER) STRICT;\nINSERT INTO one VALUES (7);"
    )

    private func run(_ migrations: [Migration], on queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { try MigrationRunner(migrations: migrations).run(on: $0) }
    }

    private func tables(_ queue: DatabaseQueue) throws -> [String] {
        try queue.read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        }
    }

    private func refusal(_ migrations: [Migration], on queue: DatabaseQueue) -> String? {
        let error = #expect(throws: BoxwoodError.self) { try run(migrations, on: queue) }
        return error?.message
    }

    @Test("an empty database gets every migration, in order and once")
    func fromEmpty() throws {
        let queue = try DatabaseQueue()
        try run([Self.second, Self.first], on: queue)
        try run([Self.first, Self.second], on: queue)
        #expect(try tables(queue) == ["one", "schema_migration", "two"])
        #expect(try queue.read { try Int.fetchAll($0, sql: "SELECT id FROM one") } == [7])
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
        let status = try queue.read {
            try MigrationRunner(migrations: [Self.first, Self.second]).status(of: $0)
        }
        #expect(status.applied.map(\.sha256) == [Self.first.sha256, Self.second.sha256])
        #expect(status.pending.isEmpty)
        #expect(try queue.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
    }

    @Test("the migrations that come with Boxwood make a database that references hold together in")
    func bundled() throws {
        let migrations = try Migration.bundled()
        #expect(migrations.map(\.version) == Array(1...migrations.count))
        let queue = try DatabaseQueue()
        try run(migrations, on: queue)
        #expect(try tables(queue).contains("submission"))
        // STRICT is a rule of the schema, so it is read from the schema.
        let loose = try queue.read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
            )
        }
        #expect(loose.filter { !$0.hasPrefix("sqlite_") } == [])
    }

    @Test("a migration changed after it was run is refused by name")
    func changed() throws {
        let queue = try DatabaseQueue()
        try run([Self.first], on: queue)
        let edited = Migration(version: 1, name: "one", sql: Self.first.sql + " ")
        #expect(refusal([edited, Self.second], on: queue)?.contains("0001_one.sql was changed") == true)
        #expect(try tables(queue) == ["one", "schema_migration"], "the second was not run")
    }

    @Test("a gap, and a number used twice, are refused by name")
    func numbering() throws {
        let queue = try DatabaseQueue()
        let third = Migration(version: 3, name: "three", sql: "")
        let twin = Migration(version: 2, name: "twin", sql: "")
        #expect(refusal([Self.first, third], on: queue)?.contains("before 0003_three.sql") == true)
        let message = refusal([Self.first, Self.second, twin], on: queue)
        #expect(message == "0002_twin.sql and 0002_two.sql have the same number.")
        #expect(try tables(queue) == [])
    }

    @Test("a record that is missing from the database is refused by name")
    func missingRecord() throws {
        let queue = try DatabaseQueue()
        try run([Self.first, Self.second], on: queue)
        try queue.write { try $0.execute(sql: "DELETE FROM schema_migration WHERE version = 1") }
        #expect(refusal([Self.first, Self.second], on: queue)?.contains("no record of 0001_one.sql") == true)
    }

    @Test("a database of a newer Boxwood is refused, by its records and by its version")
    func newer() throws {
        let queue = try DatabaseQueue()
        try run([Self.first, Self.second], on: queue)
        #expect(refusal([Self.first], on: queue)?.contains("newer Boxwood") == true)
        let other = try DatabaseQueue()
        try run([Self.first], on: other)
        try other.write { try $0.execute(sql: "PRAGMA user_version = 9") }
        #expect(refusal([Self.first, Self.second], on: other)?.contains("newer Boxwood") == true)
    }

    @Test("another program's database is refused and not touched")
    func foreign() throws {
        let queue = try DatabaseQueue()
        try queue.write { try $0.execute(sql: "CREATE TABLE theirs (id INTEGER)") }
        #expect(refusal([Self.first], on: queue)?.contains("another program") == true)
        #expect(try tables(queue) == ["theirs"])
        try queue.write { try $0.execute(sql: "CREATE TABLE schema_migration (version INTEGER)") }
        #expect(refusal([Self.first], on: queue)?.contains("application_id") == true)
    }

    @Test(
        "a migration that fails half way leaves nothing of itself",
        arguments: [
            ("CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);", "no such table: nowhere"),
            ("CREATE TABLE half (id INTEGER); CREATE TABLE", "0002_half.sql failed"),
            ("CREATE TABLE half (id INTEGER); /* done */ COMMIT;", "may not use COMMIT"),
            ("CREATE TABLE half (id INTEGER);\n-- off\nPRAGMA foreign_keys = ON;", "may not use PRAGMA"),
            (
                "CREATE TABLE half (id INTEGER REFERENCES one (id)); INSERT INTO half VALUES (5);",
                "foreign key mismatch"
            ),
            (
                "CREATE TABLE half (id INTEGER PRIMARY KEY, up INTEGER REFERENCES half (id)); INSERT INTO half VALUES (1, 5);",
                "references to rows that are gone"
            ),
        ]
    )
    func broken(sql: String, message: String) throws {
        let queue = try DatabaseQueue()
        try run([Self.first], on: queue)
        let half = Migration(version: 2, name: "half", sql: sql)
        #expect(refusal([Self.first, half], on: queue)?.contains(message) == true)
        #expect(try tables(queue) == ["one", "schema_migration"])
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 1)
        try run([Self.first, Self.second], on: queue)
        #expect(try tables(queue).contains("two"), "the connection is still good")
    }

    @Test("a folder of files is read in order; a file without a number is refused")
    func files() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("SELECT 2;", to: "0002_second_step.sql")
        try folder.write("SELECT 1;", to: "0001_first.sql")
        try folder.write("notes", to: "README.md")
        let read = try Migration.read(folder: folder.path)
        #expect(read.map(\.fileName) == ["0001_first.sql", "0002_second_step.sql"])
        #expect(read.map(\.sql) == ["SELECT 1;", "SELECT 2;"])
        try folder.write("", to: "draft.sql")
        let error = #expect(throws: BoxwoodError.self) { try Migration.read(folder: folder.path) }
        #expect(error?.field == "draft.sql")
    }

    @Test("the status of a data folder is told beside a running server, and before there is a database")
    func status() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let all = try Migration.bundled()
        #expect(try SQLiteStore.migrationStatus(folder: folder.path).pending == all)
        #expect(try folder.names(in: "") == [])
        let store = try SQLiteStore.open(folder: folder.path)
        let status = try SQLiteStore.migrationStatus(folder: folder.path)
        #expect(status.applied.map(\.version) == all.map(\.version))
        #expect(status.pending.isEmpty)
        try await store.close()
        #expect(try SQLiteStore.migrationStatus(folder: folder.path).pending.isEmpty)
    }

    @Test("a file that is no database is refused in words")
    func noDatabase() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write(String(repeating: "This is no database. ", count: 100), to: "boxwood.db")
        let error = #expect(throws: BoxwoodError.self) { try SQLiteStore.open(folder: folder.path) }
        #expect(error?.code == .invalid)
        #expect(error?.message.contains("boxwood.db") == true)
        #expect(FolderLock.holder(of: folder.path) == nil, "the lock was given back")
    }
}
