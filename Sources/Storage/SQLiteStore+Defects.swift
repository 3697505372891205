import GRDB
public import Labeling

extension SQLiteStore {
    /// Reads every page, index and reference of the database and names what is damaged; empty when it is sound.
    ///
    /// Runs beside other readers and the writer; a second for some hundred megabytes.
    public func defects() async throws(BoxwoodError) -> [String] {
        try await inspect { db in
            do {
                let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                let dangling = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                    let (table, parent): (String, String) = (row[0], row[2])
                    return "A row of \(table) refers to a row of \(parent) that is not there."
                }
                return pages + dangling
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                return ["The database cannot be read to its end: \(error.message ?? "it is damaged")."]
            }
        }
    }
}
