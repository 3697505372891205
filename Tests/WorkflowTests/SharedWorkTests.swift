import Foundation
import Imaging
import Synchronization
import Testing

@testable import Workflow

@Suite("Work that many wait for")
struct SharedWorkTests {
    /// Opens when it is told to.
    private actor Gate {
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func pass() async {
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
        }

        func open() {
            isOpen = true
            for one in waiting { one.resume() }
            waiting = []
        }
    }

    /// A value that closures on several tasks look at and change.
    private final class Watched<Value: Sendable>: Sendable {
        private let content: Mutex<Value>

        init(_ value: Value) { content = Mutex(value) }

        var value: Value { content.withLock { $0 } }

        func change(_ body: @Sendable (inout Value) -> Void) { content.withLock { body(&$0) } }
    }

    private func until(_ holds: @Sendable () async -> Bool) async throws {
        for _ in 0..<2000 {
            if await holds() { return }
            try await Task.sleep(for: .milliseconds(2))
        }
        Issue.record("what was waited for did not come")
    }

    @Test("two hundred who ask for the same cause one computation and get one result")
    func coalescing() async throws {
        let (work, gate) = (SharedWork<Int, [Int]>(), Gate())
        let runs = Watched(0)
        let results = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await work.value(for: 1) {
                        runs.change { $0 += 1 }
                        await gate.pass()
                        return [1, 2, 3]
                    }
                }
            }
            try await until { work.waiting(for: 1) == 200 }
            await gate.open()
            return try await group.reduce(into: [[Int]]()) { $0.append($1) }
        }
        #expect(runs.value == 1)
        #expect(results.count == 200 && Set(results) == [[1, 2, 3]])
        #expect(try await work.value(for: 1) { [4] } == [4], "who comes afterwards starts anew")
        #expect(try await work.value(for: 2) { [5] } == [5])
    }

    @Test("a failure is everybody's, and nobody's afterwards")
    func failure() async throws {
        struct Broken: Error {}
        let work = SharedWork<Int, Int>()
        await #expect(throws: Broken.self) { try await work.value(for: 1) { throw Broken() } }
        #expect(try await work.value(for: 1) { 7 } == 7)
    }

    @Test("the computation goes on while one waits, and is cancelled when the last has gone")
    func leaving() async throws {
        let (work, gate) = (SharedWork<Int, Int>(), Gate())
        let wasCancelled = Watched(false)
        let waiters = (0..<3).map { _ in
            Task {
                try await work.value(for: 1) {
                    await withTaskCancellationHandler {
                        await gate.pass()
                    } onCancel: {
                        wasCancelled.change { $0 = true }
                    }
                    return 9
                }
            }
        }
        try await until { work.waiting(for: 1) == 3 }
        waiters[0].cancel()
        waiters[1].cancel()
        try await until { work.waiting(for: 1) == 1 }
        #expect(!wasCancelled.value)
        waiters[2].cancel()
        try await until { wasCancelled.value }
        #expect(work.waiting(for: 1) == 0)
        await gate.open()
    }

    // MARK: The queue

    @Test("so many run, so many wait, so many for one person; the rest are told to come back")
    func rationing() async throws {
        let queue = RenderQueue(width: 1, capacity: 8)
        func job(_ client: String) -> Task<Int, any Error> {
            Task {
                try await queue.run(for: client) { cancellation in
                    while !cancellation.isCancelled { usleep(500) }
                    return 1
                }
            }
        }
        let first = job("ada")
        try await until { queue.load == (1, 0) }
        let more = (0..<2).map { _ in job("ada") }
        try await until { queue.load == (1, 2) }
        await #expect(throws: RenderQueue.Busy.self) { try await job("ada").value }
        let others = (0..<6).map { job("client \($0)") }
        try await until { queue.load == (1, 8) }
        await #expect(throws: RenderQueue.Busy.self) { try await job("zoe").value }

        more[0].cancel()
        await #expect(throws: CancellationError.self) { try await more[0].value }
        #expect(queue.load == (1, 7), "who goes away gives up the place at once")
        first.cancel()
        #expect(try await first.value == 1, "what runs is told to stop")
        for task in [more[1]] + others {
            try await until { queue.load.running == 1 }
            task.cancel()
            _ = try? await task.value
        }
        try await until { queue.load == (0, 0) }
    }
}
