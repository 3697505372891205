import GRDB
import Labeling

/// The store's nouns over one database connection inside one transaction.
///
/// Every statement is written out in the file of its noun, and prepared once a connection.
struct SQLiteTransaction {
    /// The connection; valid only while the body runs.
    let db: Database

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: StatementArguments) throws -> Int {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
        return db.changesCount
    }

    /// Runs a statement that adds or changes one row; a row that is in the way becomes a conflict with this sentence.
    @discardableResult
    func run(_ sql: String, _ arguments: StatementArguments, orConflict message: String) throws -> Int {
        do {
            return try run(sql, arguments)
        } catch let error as DatabaseError where error.isDuplicate {
            throw BoxwoodError(.conflict, message)
        }
    }

    /// The rows a query answers with.
    func all<Value>(
        _ sql: String, _ arguments: StatementArguments, _ decode: (Row) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        var values: [Value] = []
        while let row = try rows.next() { values.append(try decode(row)) }
        return values
    }

    /// The first row a query answers with.
    func first<Value>(
        _ sql: String, _ arguments: StatementArguments, _ decode: (Row) throws -> Value
    ) throws -> Value? {
        try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments).map(decode)
    }

    /// Whether a query answers with any row.
    func exists(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
        try first(sql, arguments) { _ in true } ?? false
    }

    /// The one whole number a query answers with; 0 when it is NULL.
    func number(_ sql: String, _ arguments: StatementArguments) throws -> Int {
        try first(sql, arguments) { row -> Int? in row[0] }.flatMap(\.self) ?? 0
    }

    /// Runs a body that is undone when it throws, whatever the caller then does.
    func atomically<Value>(_ body: () throws -> Value) throws -> Value {
        var result: Value?
        try db.inSavepoint {
            result = try body()
            return .commit
        }
        guard let result else { throw BoxwoodError(.internal, "A savepoint ended without a result.") }
        return result
    }
}

extension SQLiteTransaction: WriteTransaction {}

extension DatabaseError {
    /// Whether a row with the same key was there already.
    var isDuplicate: Bool {
        extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE || extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
    }
}
