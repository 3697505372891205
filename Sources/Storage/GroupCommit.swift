import GRDB
import Labeling
import Synchronization

/// Puts all writes through one queue, and everything that waits there into one transaction.
///
/// A commit costs a sync of the disk, so a hundred writers that wait for one sync are served a hundred times
/// faster than one after the other. Each body runs in a savepoint of its own: one that throws takes back only what
/// it did itself. Nobody is answered before the commit returned.
final class GroupCommit: Sendable {
    /// One body that waits for its turn.
    struct Job: Sendable {
        /// Runs the body; what it returns answers the caller once the work is on disk.
        let run: @Sendable (SQLiteTransaction) throws -> @Sendable () -> Void
        /// Answers the caller that the work was not done.
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isDraining = false
        var isClosed = false
    }

    private let writer: any DatabaseWriter
    private let state = Mutex(State())

    /// A queue in front of the one writing connection.
    init(writer: any DatabaseWriter) {
        self.writer = writer
    }

    /// Appends a job without ever blocking; jobs run in the order in which they were submitted.
    func submit(_ job: Job) {
        enum Next { case nothing, drain, refuse }
        let next: Next = state.withLock { state in
            guard !state.isClosed else { return .refuse }
            state.waiting.append(job)
            guard !state.isDraining else { return .nothing }
            state.isDraining = true
            return .drain
        }
        switch next {
        case .nothing: break
        case .drain: drain()
        case .refuse: job.fail(BoxwoodError(.internal, "The server is shutting down."))
        }
    }

    /// Refuses all further jobs; those that wait are still done.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    private func drain() {
        writer.asyncWriteWithoutTransaction { db in
            let batch = self.state.withLock { state in
                let batch = state.waiting
                state.waiting = []
                return batch
            }
            Self.commit(batch, on: db)
            let isMore = self.state.withLock { state in
                state.isDraining = !state.waiting.isEmpty
                return state.isDraining
            }
            if isMore { self.drain() }
        }
    }

    private static func commit(_ batch: [Job], on db: Database) {
        let transaction = SQLiteTransaction(db: db)
        var answers: [@Sendable () -> Void] = []
        answers.reserveCapacity(batch.count)
        do {
            try db.inTransaction(.immediate) {
                for job in batch {
                    do {
                        try db.inSavepoint {
                            answers.append(try job.run(transaction))
                            return .commit
                        }
                    } catch {
                        // A full or failing disk makes SQLite give up the whole transaction, not just the savepoint.
                        guard db.isInsideTransaction else { throw error }
                        answers.append { job.fail(error) }
                    }
                }
                return .commit
            }
        } catch {
            for job in batch { job.fail(error) }
            return
        }
        for answer in answers { answer() }
    }
}
