import Dispatch
import Foundation
import Synchronization

/// A bounded set of threads for calls that block or compute (files, libvips, scrypt), kept off the cooperative pool.
///
/// The threads are the pool's own. Dispatch's, and with them operation queues, are the very threads on which tasks run
/// on Linux: as many long computations as there are cores would leave no task a thread.
public struct WorkerPool: Sendable {
    private let crew: Crew

    /// A pool of at most `width` threads, started when they are needed; further work waits its turn.
    public init(name: String, width: Int) {
        crew = Crew(JobBoard(name: name, width: max(1, width)))
    }

    /// Runs a blocking body on one of the threads and returns what it returns.
    public func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            crew.board.add {
                do throws(Failure) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}

/// Lets the threads end when nobody holds the pool any more; they themselves hold only the board.
private final class Crew: Sendable {
    let board: JobBoard

    init(_ board: JobBoard) { self.board = board }

    deinit { board.close() }
}

/// Where jobs lie until a thread takes them.
private final class JobBoard: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State {
        var jobs: [Job] = []
        var threads = 0
        var busy = 0
    }

    private let name: String
    private let width: Int
    private let state = Mutex(State())
    /// Signalled once for each job, and once for each thread at the end.
    private let calls = DispatchSemaphore(value: 0)

    init(name: String, width: Int) {
        self.name = name
        self.width = width
    }

    /// Appends a job; starts a thread for it where all are busy and there is room for one more.
    func add(_ job: @escaping Job) {
        let needsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.threads < width, state.jobs.count > state.threads - state.busy else { return false }
            state.threads += 1
            return true
        }
        if needsThread {
            let thread = Thread { [self] in work() }
            thread.name = name
            thread.start()
        }
        calls.signal()
    }

    /// Lets every thread end once the jobs are done.
    func close() {
        for _ in 0..<state.withLock({ $0.threads }) { calls.signal() }
    }

    private func work() {
        while let job = next() {
            job()
            state.withLock { $0.busy -= 1 }
        }
    }

    /// Waits for a job; nil when there will be none.
    private func next() -> Job? {
        calls.wait()
        return state.withLock { state -> Job? in
            guard !state.jobs.isEmpty else { return nil }
            state.busy += 1
            return state.jobs.removeFirst()
        }
    }
}
