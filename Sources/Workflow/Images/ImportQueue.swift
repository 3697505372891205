public import Labeling
import Synchronization

/// How far an uploaded file has come on its way to being an image.
public enum UploadProgress: Sendable {
    /// It is kept, and waits for its turn.
    case queued
    /// It is being decoded.
    case reading
    /// Its tiles are being cut; with the share that is done, 0…1.
    case cutting(Double)
    /// It is an image.
    case ready(ImportedImage)
    /// It was refused.
    case failed(BoxwoodError)
}

/// The uploads that this process turns into images: a few at a time, in the order they came.
///
/// What is to be done stands in the store; this only says who works on it now, and tells those who wait. All calls
/// return at once.
public final class ImportQueue: Sendable {
    /// The work on one upload: reports how far it is, and returns how it ended; nil when it was broken off.
    typealias Job =
        @Sendable (_ report: @escaping @Sendable (UploadProgress) -> Void) async -> UploadProgress?

    private struct Entry {
        let job: Job
        var progress = UploadProgress.queued
        var task: Task<Void, Never>?
        var followers: [AsyncStream<UploadProgress>.Continuation] = []
    }

    private struct State {
        var entries: [ImageID: Entry] = [:]
        /// Those that wait, the oldest first.
        var waiting: [ImageID] = []
        var running = 0
        var isStopped = false
    }

    private let width: Int
    private let state = Mutex(State())

    /// A queue that works on at most `width` uploads at once.
    public init(width: Int) {
        self.width = width
    }

    /// Puts an upload at the end, unless it is in the queue already, and follows it.
    ///
    /// - Returns: how far it is now, and everything that follows up to the end, where a slow reader misses what is
    ///   out of date; ends without a last word when the work was broken off.
    func add(_ id: ImageID, _ job: @escaping Job) -> AsyncStream<UploadProgress> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: UploadProgress.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { state in
            if state.isStopped {
                continuation.finish()
                return
            }
            if state.entries[id] == nil {
                state.entries[id] = Entry(job: job)
                state.waiting.append(id)
            }
            continuation.yield(state.entries[id]?.progress ?? .queued)
            state.entries[id]?.followers.append(continuation)
            startWaiting(&state)
        }
        return stream
    }

    /// How far an upload is; nil when it is not in the queue.
    func progress(of id: ImageID) -> UploadProgress? {
        state.withLock { $0.entries[id]?.progress }
    }

    /// Breaks off the work on an upload, or takes it out of the queue.
    func cancel(_ id: ImageID) {
        state.withLock { state in
            if let task = state.entries[id]?.task {
                task.cancel()
            } else if let entry = state.entries.removeValue(forKey: id) {
                state.waiting.removeAll { $0 == id }
                for follower in entry.followers { follower.finish() }
            }
        }
    }

    /// Breaks off all work, and returns when it has ended; nothing is taken after that.
    public func stop() async {
        let tasks = state.withLock { state in
            state.isStopped = true
            for id in state.waiting {
                for follower in state.entries.removeValue(forKey: id)?.followers ?? [] { follower.finish() }
            }
            state.waiting = []
            return state.entries.values.compactMap(\.task)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    private func startWaiting(_ state: inout State) {
        while state.running < width, !state.waiting.isEmpty {
            let id = state.waiting.removeFirst()
            guard let job = state.entries[id]?.job else { continue }
            state.running += 1
            state.entries[id]?.task = Task {
                let end = await job { [self] progress in report(progress, of: id) }
                finish(id, end)
            }
        }
    }

    private func report(_ progress: UploadProgress, of id: ImageID) {
        state.withLock { state in
            state.entries[id]?.progress = progress
            for follower in state.entries[id]?.followers ?? [] { follower.yield(progress) }
        }
    }

    private func finish(_ id: ImageID, _ end: UploadProgress?) {
        state.withLock { state in
            for follower in state.entries.removeValue(forKey: id)?.followers ?? [] {
                if let end { follower.yield(end) }
                follower.finish()
            }
            state.running -= 1
            startWaiting(&state)
        }
    }
}
