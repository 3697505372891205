import GRDB
import Labeling

/// Turns whatever a transaction failed with into the error callers see, and tells the operator the rest.
struct ErrorTranslation: Sendable {
    /// Takes what is not fit for the person.
    let diagnose: @Sendable (StorageDiagnostic) -> Void

    /// The error a caller sees.
    func callAsFunction(_ error: any Error) -> BoxwoodError {
        switch error {
        case let error as BoxwoodError:
            return error
        case let error as DatabaseError:
            return translate(error)
        default:
            diagnose(StorageDiagnostic(message: "Storage failed: \(error)", isDiskFailure: false))
            return Self.unknown
        }
    }

    private func translate(_ error: DatabaseError) -> BoxwoodError {
        let answer = Self.answer(to: error.extendedResultCode)
        let isDiskFailure = Self.diskFailures.contains(error.resultCode)
        if answer.code == .internal || answer.code == .noSpace || isDiskFailure {
            let statement = error.sql.map { " in: \($0)" } ?? ""
            let text =
                "SQLite error \(error.extendedResultCode.rawValue): \(error.message ?? "no message")\(statement)"
            diagnose(StorageDiagnostic(message: text, isDiskFailure: isDiskFailure))
        }
        return answer
    }

    private static let diskFailures: [ResultCode] = [.SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB]

    private static let unknown = BoxwoodError(.internal, "Something went wrong on the server.")

    /// The plain sentence for each of SQLite's result codes.
    static func answer(to code: ResultCode) -> BoxwoodError {
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return BoxwoodError(.conflict, "This exists already.")
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            return BoxwoodError(.conflict, "Something this refers to does not exist, or is still in use.")
        case .SQLITE_CONSTRAINT_TRIGGER:
            return BoxwoodError(.conflict, "This can never be changed.")
        case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL, .SQLITE_CONSTRAINT_DATATYPE:
            return BoxwoodError(.invalid, "A value is missing or outside its range.")
        default:
            break
        }
        switch code.primaryResultCode {
        case .SQLITE_FULL:
            return BoxwoodError(.noSpace, "The server's disk is full; nothing was changed.")
        case .SQLITE_TOOBIG:
            return BoxwoodError(.tooLarge, "This is too large to store.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return BoxwoodError(.internal, "The database is busy; try again.")
        case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            return BoxwoodError(.internal, "The server can't reach its database.")
        default:
            return unknown
        }
    }
}
