import Foundation
import GRDB
public import Labeling

extension SQLiteStore {
    /// Where the database of a data folder stands in the schema's history; changes nothing, and works beside a server.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` when the history and the database do not fit together.
    public static func migrationStatus(
        folder: String, migrations: [Migration]? = nil,
        diagnose: @escaping @Sendable (StorageDiagnostic) -> Void = { _ in }
    ) throws(BoxwoodError) -> MigrationStatus {
        let runner = MigrationRunner(migrations: try Migration.bundled(unless: migrations))
        do {
            let path = folder + "/" + fileName
            guard FileManager.default.fileExists(atPath: path) else {
                return try DatabaseQueue().read(runner.status)
            }
            var configuration = configuration
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read(runner.status)
        } catch {
            throw ErrorTranslation(diagnose: diagnose)(error)
        }
    }
}
