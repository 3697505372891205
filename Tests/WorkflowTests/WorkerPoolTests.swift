import Foundation
import Synchronization
import Testing

@testable import Workflow

@Suite("Threads for work that blocks")
struct WorkerPoolTests {
    /// What closures on several threads count.
    private final class Count: Sendable {
        private let state = Mutex((now: 0, most: 0))

        var most: Int { state.withLock { $0.most } }

        func enter() {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
        }

        func leave() { state.withLock { $0.now -= 1 } }
    }

    @Test("values and errors come back, from no more threads than allowed", arguments: [1, 3])
    func width(_ width: Int) async throws {
        struct Odd: Error {}
        let (pool, count) = (WorkerPool(name: "test", width: width), Count())
        let values = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try? await pool.run { () throws(Odd) -> Int in
                        count.enter()
                        defer { count.leave() }
                        usleep(1000)
                        guard number.isMultiple(of: 2) else { throw Odd() }
                        return number
                    }
                }
            }
            return await group.reduce(into: [Int]()) { if let value = $1 { $0.append(value) } }
        }
        #expect(values.sorted() == Array(stride(from: 0, to: 40, by: 2)))
        #expect((1...width).contains(count.most))
    }

    @Test("tasks go on while every thread of a pool computes, however many cores there are")
    func tasksGoOn() async throws {
        let width = 2 * ProcessInfo.processInfo.activeProcessorCount
        let pool = WorkerPool(name: "test", width: width)
        let isDone = Flag()
        let computing = (0..<width).map { _ in
            Task { await pool.run { while !isDone.isSet {} } }
        }
        // Without threads of its own the pool would hold those on which this hop has to run.
        for _ in 0..<50 { await Task.detached { await Task.yield() }.value }
        isDone.set()
        for task in computing { await task.value }
    }

    private final class Flag: Sendable {
        private let state = Atomic<Bool>(false)

        var isSet: Bool { state.load(ordering: .acquiring) }

        func set() { state.store(true, ordering: .releasing) }
    }

    @Test("work that was begun is finished when nobody holds the pool any more")
    func letGo() async {
        func started() -> Task<Int, Never> {
            let pool = WorkerPool(name: "test", width: 1)
            return Task {
                await pool.run {
                    usleep(5000)
                    return 5
                }
            }
        }
        #expect(await started().value == 5)
    }
}
