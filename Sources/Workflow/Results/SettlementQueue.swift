import Labeling
import Synchronization

/// What is done after a reply was sent: for each project one thing after another, in the order in which it came.
///
/// With a pause, what came meanwhile is done together when it is over. The pause is drawn anew each time, so that what the
/// server has to do for one answer falls on no request that its author makes next.
public final class SettlementQueue: Sendable {
    private struct Line {
        var waiting: [@Sendable () async -> Void] = []
        var last: Task<Void, Never>?
        /// Whether somebody will come for what waits.
        var isAwaited = false
    }

    private let lines = Mutex<[ProjectID: Line]>([:])
    private let pause: ClosedRange<Int>

    /// An empty queue.
    ///
    /// - Parameter pause: milliseconds between the first answer and what follows from it, at least and at most.
    public init(pause: ClosedRange<Int> = 0...0) {
        self.pause = pause
    }

    /// Does something after all that was added for the project before.
    func add(to project: ProjectID, _ work: @escaping @Sendable () async -> Void) {
        let isFirst = lines.withLock { lines in
            lines[project, default: Line()].waiting.append(work)
            defer { lines[project]?.isAwaited = true }
            return lines[project]?.isAwaited == false
        }
        guard isFirst else { return }
        let milliseconds = Int.random(in: pause)
        // Whoever asks for something meanwhile goes first, so that how long this takes shows nowhere.
        Task(priority: .utility) {
            if milliseconds > 0 { try? await Task.sleep(for: .milliseconds(milliseconds)) }
            await take(project)?.value
        }
    }

    /// Begins with all that waits for a project, after what was begun before.
    private func take(_ project: ProjectID) -> Task<Void, Never>? {
        lines.withLock { lines in
            guard let line = lines[project] else { return nil }
            let task = Task(priority: .utility) {
                await line.last?.value
                for work in line.waiting { await work() }
            }
            lines[project] = Line(last: task)
            return task
        }
    }

    /// Does all that was added before, and returns when it is done.
    public func drain() async {
        for project in lines.withLock({ Array($0.keys) }) { await take(project)?.value }
    }
}
