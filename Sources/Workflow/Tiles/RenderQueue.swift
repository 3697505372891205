import Imaging
import Labeling
import Synchronization

/// Rations the threads that make pictures: so many at a time, so many waiting, and of those so many for one person.
///
/// Who waits and goes away gives up the place at once; work that is under way is broken off.
final class RenderQueue: Sendable {
    /// What became of the pictures that were asked for.
    struct Outcomes: Sendable, Equatable {
        /// Made.
        var made = 0
        /// Given up or broken off because nobody waited.
        var cancelled = 0
        /// Refused because too much was asked at once.
        var refused = 0
        /// Failed.
        var failed = 0
    }

    /// Why a picture is not made now.
    struct Busy: Error {}

    fileprivate struct Place {
        let number: UInt64
        let client: String
        let proceed: CheckedContinuation<Void, any Error>
    }

    fileprivate struct State {
        var running = 0
        var waiting: [Place] = []
        var held: [String: Int] = [:]
        var entered: UInt64 = 0
        var outcomes = Outcomes()
    }

    /// How long nothing must be made before memory is given back.
    private static let idle = Duration.seconds(5)

    private let width: Int
    private let capacity: Int
    private let threads: WorkerPool
    private let state = Mutex(State())

    /// A queue in front of `width` threads of its own.
    ///
    /// - Parameter capacity: how many may wait; a quarter of that, and one at least, for one person.
    init(width: Int, capacity: Int) {
        self.width = width
        self.capacity = capacity
        threads = WorkerPool(name: "boxwood.renderers", width: width)
    }

    /// What became of the pictures so far.
    var outcomes: Outcomes { state.withLock { $0.outcomes } }

    /// How many pictures are being made, and how many wait.
    var load: (running: Int, waiting: Int) { state.withLock { ($0.running, $0.waiting.count) } }

    /// Runs blocking work when its turn has come.
    ///
    /// - Parameter client: whom it counts for.
    /// - Throws: ``Busy``, `CancellationError`, or what the work throws.
    func run<Value: Sendable>(
        for client: String, _ work: @escaping @Sendable (RenderCancellation) throws -> Value
    ) async throws -> Value {
        do {
            try await enter(client)
            defer { leave(client) }
            let cancellation = RenderCancellation()
            let value = try await withTaskCancellationHandler {
                try await threads.run { () throws(any Error) -> Value in
                    defer { ImagingSystem.threadWillEnd() }
                    return try work(cancellation)
                }
            } onCancel: {
                cancellation.cancel()
            }
            state.withLock { $0.outcomes.made += 1 }
            return value
        } catch {
            state.withLock { $0.outcomes.note(error) }
            throw error
        }
    }

    private func enter(_ client: String) async throws {
        let number = state.withLock { state in
            state.entered += 1
            return state.entered
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { proceed in
                take(Place(number: number, client: client, proceed: proceed))
            }
        } onCancel: {
            giveUp(number)
        }
    }

    private func take(_ place: Place) {
        enum Turn {
            case now, later
            case never(any Error)
        }
        let turn: Turn = state.withLock { state in
            // Asked under the lock: a cancellation that comes later finds the place among those that wait.
            if Task.isCancelled { return .never(CancellationError()) }
            let held = state.held[place.client, default: 0]
            guard state.running < width || (state.waiting.count < capacity && held <= max(1, capacity / 4))
            else {
                return .never(Busy())
            }
            state.held[place.client] = held + 1
            guard state.running >= width else {
                state.running += 1
                return .now
            }
            state.waiting.append(place)
            return .later
        }
        switch turn {
        case .now: place.proceed.resume()
        case .later: break
        case .never(let reason): place.proceed.resume(throwing: reason)
        }
    }

    private func giveUp(_ number: UInt64) {
        let place = state.withLock { state -> Place? in
            guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
            state.release(state.waiting[index].client)
            return state.waiting.remove(at: index)
        }
        place?.proceed.resume(throwing: CancellationError())
    }

    private func leave(_ client: String) {
        let (next, entered) = state.withLock { state -> (Place?, UInt64?) in
            state.release(client)
            guard state.waiting.isEmpty else { return (state.waiting.removeFirst(), nil) }
            state.running -= 1
            return (nil, state.running == 0 ? state.entered : nil)
        }
        next?.proceed.resume()
        if let entered { giveBackMemory(unlessAfter: entered) }
    }

    /// The C library keeps what the last pictures needed; after a while of quiet the system may have it.
    private func giveBackMemory(unlessAfter entered: UInt64) {
        Task.detached { [self] in
            try? await Task.sleep(for: Self.idle)
            guard state.withLock({ $0.entered }) == entered else { return }
            await threads.run { ImagingSystem.giveBackMemory() }
        }
    }
}

extension RenderQueue.Outcomes {
    fileprivate mutating func note(_ error: any Error) {
        switch error {
        case is RenderQueue.Busy: refused += 1
        case is CancellationError: cancelled += 1
        case let error as ImagingError where error == .cancelled: cancelled += 1
        default: failed += 1
        }
    }
}

extension RenderQueue.State {
    fileprivate mutating func release(_ client: String) {
        let held = self.held[client, default: 1] - 1
        self.held[client] = held == 0 ? nil : held
    }
}
