import Labeling
import Synchronization

/// What is done after a reply was sent: for each project one thing after another, in the order in which it came.
public final class SettlementQueue: Sendable {
    private let last = Mutex<[ProjectID: Task<Void, Never>]>([:])

    /// An empty queue.
    public init() {}

    /// Does something after all that was added for the project before.
    func add(to project: ProjectID, _ work: @escaping @Sendable () async -> Void) {
        last.withLock { last in
            let previous = last[project]
            // Whoever asks for something meanwhile goes first, so that how long this takes shows nowhere.
            last[project] = Task(priority: .utility) {
                await previous?.value
                await work()
            }
        }
    }

    /// Returns when all that was added before is done.
    public func drain() async {
        for task in last.withLock({ Array($0.values) }) { await task.value }
    }
}
