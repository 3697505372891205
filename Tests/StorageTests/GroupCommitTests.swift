import Dispatch
import GRDB
import Labeling
import Synchronization
import Testing

@testable import Storage

@Suite("Group commit")
struct GroupCommitTests {
    private struct Refusal: Error {}

    @Test("a body that throws takes back its own work and nobody else's", arguments: TestEngine.available)
    func isolation(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let outcomes = await withTaskGroup(of: (Int, Bool).self, returning: [Int: Bool].self) { group in
                for number in 1...300 {
                    group.addTask {
                        do {
                            try await store.write { tx in
                                try tx.insert(Sample.account(number))
                                if number.isMultiple(of: 3) { throw Refusal() }
                            }
                            return (number, true)
                        } catch {
                            return (number, false)
                        }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for number in 1...300 {
                #expect(outcomes[number] == !number.isMultiple(of: 3))
                let stored = try await store.read { try $0.account(Sample.id(number)) != nil }
                #expect(stored == !number.isMultiple(of: 3), "account \(number)")
            }
        }
    }

    @Test("what waits is committed together, in the order it came", arguments: TestEngine.available)
    func batches(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let (count, order) = try await store.orderOfQueuedJobs(jobs: 200)
            #expect(order == Array(0..<200))
            #expect(count == 1, "200 jobs that wait are one commit, not \(count)")
        }
    }

    @Test("a write is seen by every read that begins after it returned", arguments: TestEngine.available)
    func readYourWrites(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...200 {
                    group.addTask {
                        try await store.write { try $0.insert(Sample.account(number)) }
                        return try await store.read { try $0.account(Sample.id(number)) != nil }
                    }
                }
                for try await isSeen in group { #expect(isSeen) }
            }
        }
    }

    @Test("what was acknowledged is there after opening again")
    func reopening() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteStore.open(folder: folder.path)
        await withTaskGroup(of: Void.self) { group in
            for number in 1...100 {
                group.addTask {
                    try? await store.write { try $0.insert(Sample.account(number, email: "\(number)@x")) }
                }
            }
        }
        try await store.close()
        let again = try SQLiteStore.open(folder: folder.path)
        #expect(try await again.read { try $0.accounts().count } == 100)
        try await again.close()
    }

    @Test("writes that wait are done before the store closes; later ones are refused")
    func closing() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteStore.open(folder: folder.path)
        try await store.write { try $0.insert(Sample.account(1)) }
        try await store.close()
        try await store.close()
        await #expect(throws: BoxwoodError.self) {
            try await store.write { try $0.insert(Sample.account(2)) }
        }
        await #expect(throws: BoxwoodError.self) { try await store.read { try $0.account(Sample.id(1)) } }
    }

    @Test("an unknown failure is told to the operator, not to the caller")
    func unknownFailure() async throws {
        let told = Told()
        let store = try SQLiteStore.inMemory(diagnose: told.append)
        let error = await #expect(throws: BoxwoodError.self) {
            try await store.write { _ in throw Refusal() }
        }
        #expect(error?.code == .internal)
        #expect(error?.message.contains("Refusal") == false)
        #expect(told.diagnostics.map { $0.message.contains("Refusal") } == [true])
    }
}

extension SQLiteStore {
    /// Holds the writing connection, queues jobs meanwhile, and answers in how many transactions and in which order
    /// they ran.
    fileprivate func orderOfQueuedJobs(jobs: Int) async throws -> (transactions: Int, order: [Int]) {
        let seen = Mutex<[(transaction: Int, job: Int)]>([])
        let commits = GroupCommit(writer: writer)
        await withCheckedContinuation { continuation in
            let left = Mutex(jobs)
            let isQueued = DispatchSemaphore(value: 0)
            writer.asyncWriteWithoutTransaction { _ in isQueued.wait() }
            for job in 0..<jobs {
                let count = { @Sendable in
                    let isLast = left.withLock { left in
                        left -= 1
                        return left == 0
                    }
                    if isLast { continuation.resume() }
                }
                commits.submit(
                    GroupCommit.Job(
                        run: { transaction in
                            try transaction.run("UPDATE account SET name = name WHERE id = ?", [""])
                            let answered = seen.withLock { $0.count }
                            return {
                                seen.withLock { $0.append((transaction: answered, job: job)) }
                                count()
                            }
                        },
                        fail: { _ in count() }
                    )
                )
            }
            isQueued.signal()
        }
        let results = seen.withLock { $0 }
        return (Set(results.map(\.transaction)).count, results.map(\.job))
    }
}
