import ArgumentParser
import Labeling
import Storage

/// Brings a data folder's database up to date, or says how far it is.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database up to date, or say how far it is.",
        discussion: "`boxwood serve` does the same when it starts.")

    @OptionGroup var folder: DataOptions

    @Flag(help: "Only say which migrations were run and which are to come.")
    var status = false

    func run() async throws {
        let data = try await Settings.load().dataFolder(folder.data)
        if !status {
            let store = try SQLiteStore.open(folder: data)
            try await store.close()
        }
        let found = try SQLiteStore.migrationStatus(folder: data)
        for migration in found.applied {
            print("\(migration.version)  \(migration.name)  run \(migration.appliedAt.rfc3339)")
        }
        for migration in found.pending { print("\(migration.version)  \(migration.name)  to come") }
    }
}
