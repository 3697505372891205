import Crypto
import Foundation
public import Labeling

/// One step in the schema's history: a plain SQL file that is never changed once it was released.
public struct Migration: Hashable, Sendable {
    /// Its place in the history, from 1.
    public let version: Int
    /// What it does, in a few words joined by underscores.
    public let name: String
    /// The SQL statements, without BEGIN and COMMIT: the runner makes the transaction.
    public let sql: String

    /// A migration from its parts.
    public init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }

    /// The file's name, for example `0003_images_and_work.sql`.
    public var fileName: String {
        let digits = String(version)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name + ".sql"
    }

    /// Hexadecimal SHA-256 of the SQL.
    public var sha256: String { Hexadecimal.text(SHA256.hash(data: Data(sql.utf8))) }

    /// The migrations that come with Boxwood.
    public static func bundled() throws(BoxwoodError) -> [Migration] {
        try read(folder: Bundle.module.bundlePath + "/migrations")
    }

    /// The given migrations, or those that come with Boxwood.
    static func bundled(unless given: [Migration]?) throws(BoxwoodError) -> [Migration] {
        if let given { return given }
        return try bundled()
    }

    /// The migrations in a folder of files named `NNNN_name.sql`, in order; other files are passed over.
    public static func read(folder: String) throws(BoxwoodError) -> [Migration] {
        var migrations: [Migration] = []
        do {
            for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            where file.hasSuffix(".sql") {
                let stem = file.dropLast(4)
                guard let line = stem.firstIndex(of: "_"), stem[..<line].utf8.count == 4,
                    let version = Int(stem[..<line])
                else {
                    throw BoxwoodError.invalid(file, "A migration's file is named NNNN_what_it_does.sql.")
                }
                let sql = try String(contentsOf: URL(fileURLWithPath: folder + "/" + file), encoding: .utf8)
                let name = String(stem[stem.index(after: line)...])
                migrations.append(Migration(version: version, name: name, sql: sql))
            }
        } catch let error as BoxwoodError {
            throw error
        } catch {
            throw BoxwoodError(.internal, "The migrations in \(folder) can't be read.")
        }
        guard !migrations.isEmpty else {
            throw BoxwoodError(.internal, "There are no migrations in \(folder).")
        }
        return migrations
    }
}
