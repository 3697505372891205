import GRDB
import Synchronization

/// Counts the commits that took something out of somebody's sight, whichever statement, trigger or foreign key did it.
final class AccessObserver: TransactionObserver, Sendable {
    /// Columns of an image that say whose it is and what is shown.
    private static let imageColumns: Set<String> = ["project_id", "width", "height", "tiles_sha256"]

    private let commits = Atomic<Int>(0)
    private let hasChanged = Atomic<Bool>(false)

    /// How many there were.
    var revision: Int { commits.load(ordering: .acquiring) }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool {
        switch eventKind {
        case .delete("session"), .delete("api_token"), .delete("account"), .delete("membership"),
            .delete("project"), .delete("image"), .delete("assignment"), .update("account", _),
            .update("membership", _):
            true
        case .update("image", let columns):
            !columns.isDisjoint(with: Self.imageColumns)
        default:
            false
        }
    }

    func databaseDidChange(with event: DatabaseEvent) {
        hasChanged.store(true, ordering: .relaxed)
    }

    func databaseDidCommit(_ db: Database) {
        guard hasChanged.exchange(false, ordering: .relaxed) else { return }
        commits.add(1, ordering: .releasing)
    }

    func databaseDidRollback(_ db: Database) {
        hasChanged.store(false, ordering: .relaxed)
    }
}
