import ArgumentParser
import Foundation
import Imaging
import Labeling
import Storage

/// Says what Boxwood runs on and whether the data folder is fit for it.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what Boxwood runs on, and whether the data folder is fit for it.")

    @OptionGroup var folder: DataOptions

    func run() async throws {
        let data = try await Settings.load().dataFolder(folder.data)
        try ImagingSystem.start()
        print("boxwood    \(Boxwood.version)")
        print("libvips    \(ImagingSystem.version)")
        print("SQLite     \(SQLiteStore.sqliteVersion)")
        print("uploads    decoded in child processes: \(IngestWorker.confinement)")
        if let holder = FolderLock.holder(of: data) {
            print("data       \(data), in use by \(holder.url ?? "process \(holder.pid)")")
        } else if FileManager.default.fileExists(atPath: data) {
            let store = try SQLiteStore.open(folder: data)
            try await store.close()
            print("data       \(data), ready")
        } else {
            print("data       \(data), not made yet")
        }
    }
}
