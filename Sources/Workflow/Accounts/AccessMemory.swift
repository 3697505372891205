import Labeling
import Synchronization

/// Remembers who may do what, so that not every request asks the database, and never longer than it holds.
///
/// Each answer is kept with the store's ``Store/accessRevision`` from before it was asked for. As soon as anything was
/// taken from anybody, that number has changed, and every answer from before is asked for anew.
final class AccessMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let revision: Int
        let until: Timestamp
    }

    private let store: any Store
    private let capacity: Int
    private let entries = Mutex<[Key: Entry]>([:])

    /// An empty memory of at most `capacity` answers about what is in the store.
    init(of store: any Store, capacity: Int) {
        self.store = store
        self.capacity = capacity
    }

    /// What was answered, if that still holds.
    func value(for key: Key, now: Timestamp) -> Value? {
        guard let entry = entries.withLock({ $0[key] }), entry.revision == store.accessRevision,
            now < entry.until
        else { return nil }
        return entry.value
    }

    /// Keeps an answer.
    ///
    /// - Parameters:
    ///   - revision: the store's from before the answer was found.
    ///   - until: when it ends in any case.
    func keep(_ value: Value, for key: Key, revision: Int, until: Timestamp) {
        entries.withLock { entries in
            // Simple and rare: everybody is asked about once more.
            if entries.count >= capacity { entries.removeAll(keepingCapacity: true) }
            entries[key] = Entry(value: value, revision: revision, until: until)
        }
    }
}
