import Synchronization

/// Lets everybody who asks for the same at the same time wait for one computation.
///
/// It is cancelled when the last of them has gone. Whoever comes afterwards starts anew, so results that are to last
/// must be put where the next one looks before the computation ends.
final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Job {
        let number: UInt64
        let task: Task<Value, any Error>
        var waiting: Int
    }

    private struct State {
        var jobs: [Key: Job] = [:]
        var started: UInt64 = 0
    }

    private let state = Mutex(State())

    /// How many wait for the computation under this key.
    func waiting(for key: Key) -> Int { state.withLock { $0.jobs[key]?.waiting ?? 0 } }

    /// The result of the computation under this key that is under way, or else of a new one.
    ///
    /// - Throws: what the computation throws; `CancellationError` when it was cancelled.
    func value(
        for key: Key, _ make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let job = join(key, make)
        return try await withTaskCancellationHandler {
            try await job.task.value
        } onCancel: {
            leave(key, job.number)
        }
    }

    private func join(_ key: Key, _ make: @escaping @Sendable () async throws -> Value) -> Job {
        state.withLock { state in
            if var job = state.jobs[key] {
                job.waiting += 1
                state.jobs[key] = job
                return job
            }
            state.started += 1
            let number = state.started
            let task: Task<Value, any Error> = Task.detached {
                defer { self.end(key, number) }
                return try await make()
            }
            let job = Job(number: number, task: task, waiting: 1)
            state.jobs[key] = job
            return job
        }
    }

    private func leave(_ key: Key, _ number: UInt64) {
        let abandoned = state.withLock { state -> Task<Value, any Error>? in
            guard var job = state.jobs[key], job.number == number else { return nil }
            job.waiting -= 1
            state.jobs[key] = job.waiting == 0 ? nil : job
            return job.waiting == 0 ? job.task : nil
        }
        abandoned?.cancel()
    }

    private func end(_ key: Key, _ number: UInt64) {
        state.withLock { state in
            if state.jobs[key]?.number == number { state.jobs[key] = nil }
        }
    }
}
