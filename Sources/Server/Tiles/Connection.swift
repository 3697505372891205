import Synchronization

/// The connection that the running task answers on.
///
/// Known to whatever runs below the server's channel; elsewhere, as in tests without a socket, there is none.
final class Connection: Sendable {
    @TaskLocal static var current: Connection?

    private struct State {
        var isClosed = false
        var watchers: [UInt64: @Sendable () -> Void] = [:]
        var number: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Runs work that is cancelled when the other end goes away.
    static func untilClosed<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard let connection = current else { return try await work() }
        let task = Task { try await work() }
        let number = connection.watch { task.cancel() }
        defer { connection.unwatch(number) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// The other end has sent its last, or the connection broke.
    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            defer { state.watchers = [:] }
            return state.watchers
        }
        for watcher in watchers.values { watcher() }
    }

    private func watch(_ watcher: @escaping @Sendable () -> Void) -> UInt64 {
        let (number, isClosed) = state.withLock { state in
            state.number += 1
            if !state.isClosed { state.watchers[state.number] = watcher }
            return (state.number, state.isClosed)
        }
        if isClosed { watcher() }
        return number
    }

    private func unwatch(_ number: UInt64) {
        state.withLock { $0.watchers[number] = nil }
    }
}
