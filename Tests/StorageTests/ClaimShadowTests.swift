import GRDB
import Labeling
import Synchronization
import Testing

@testable import Storage

/// Whether a task is ordinary work or a known answer must not show in how much its claim reads and writes.
@Suite("Claims of tasks")
struct ClaimShadowTests {
    /// What one claim did: rows that changed by table, and statements that only read.
    struct Deeds: Equatable {
        var rows: [String: Int] = [:]
        var reads = 0
    }

    /// Counts rows as they change, whichever statement or trigger does it.
    private final class Counter: TransactionObserver, Sendable {
        let rows = Mutex<[String: Int]>([:])

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {
            // A turn at known answers and what stands in for it are one kind of row here.
            let table = event.tableName == "gold_shadow" ? "gold_turn" : event.tableName
            rows.withLock { $0[table, default: 0] += 1 }
        }
        func databaseDidCommit(_ db: Database) {}
        func databaseDidRollback(_ db: Database) {}
    }

    let store: SQLiteStore

    /// Image 1 is gold, images 2 to 4 want one answer each; two people.
    init() async throws {
        store = try SQLiteStore.inMemory()
        try await store.fill(images: 4, people: 2, replication: 1)
        try await store.write { tx in
            _ = try tx.put(
                GoldSettingsRecord(projectID: Sample.id(1), settings: GoldSettings(), seed: 1),
                expectedRevision: nil)
            try tx.insert(Self.item)
        }
    }

    private static let item = GoldItem(
        id: Sample.id(1), projectID: Sample.id(1), imageID: Sample.id(1), purpose: .stream,
        answers: [GoldAnswer(id: Sample.id(1), origin: .given, parts: [])], maximumExposures: nil,
        authorID: Sample.id(1), createdAt: Sample.start)

    private func deeds(of claim: (SQLiteTransaction) throws -> Bool) throws -> Deeds {
        let counter = Counter()
        let reads = Mutex(0)
        try store.writer.write { db in
            db.add(transactionObserver: counter)
            db.trace { event in
                guard case .statement(let statement) = event, statement.sql.hasPrefix("SELECT") else {
                    return
                }
                reads.withLock { $0 += 1 }
            }
            let isClaimed = try claim(SQLiteTransaction(db: db))
            db.trace(nil)
            #expect(isClaimed)
        }
        store.writer.remove(transactionObserver: counter)
        return Deeds(rows: counter.rows.withLock { $0 }, reads: reads.withLock { $0 })
    }

    private func turn(_ number: Int, image: Int, person: Int) -> Assignment {
        Sample.assignment(number, image: Sample.id(image), annotator: Sample.id(person))
    }

    @Test("ordinary work, gold, and either anew change one row of the same tables and read as often")
    func alike() throws {
        let first = turn(1, image: 2, person: 1)
        let ordinary = try deeds { try $0.claimTask(first, as: nil, limit: 9) }
        #expect(
            ordinary.rows == ["assignment": 1, "slot": 1, "image": 1, "gold_item": 1, "gold_turn": 1])
        #expect(ordinary.reads > 0)
        let second = turn(2, image: 1, person: 1)
        #expect(try deeds { try $0.claimTask(second, as: Self.item, limit: 9) } == ordinary)
        let other = turn(3, image: 3, person: 2)
        #expect(try deeds { try $0.claimTask(other, as: nil, limit: 9) } == ordinary)
        let ends = [first, second].map(\.id)
        try store.writer.write { db in
            for id in ends {
                let hasEnded = try SQLiteTransaction(db: db).endTurn(
                    id, as: .returned, reason: nil, at: Sample.start, keepsSlot: false)
                #expect(hasEnded)
            }
        }
        for anew in [first, second] {
            #expect(try deeds { try $0.claimTask(anew, as: nil, limit: 9) } == ordinary)
        }
    }

    @Test("what stands in changes nothing that can be seen")
    func shadows() async throws {
        let images = try await store.read { tx in try tx.images(in: Sample.id(1), afterPosition: 0, limit: 9)
        }
        _ = try deeds { try $0.claimTask(turn(1, image: 1, person: 1), as: Self.item, limit: 9) }
        let (after, free) = try await store.read { tx in
            (
                try tx.images(in: Sample.id(1), afterPosition: 0, limit: 9),
                try tx.availableImages(for: Sample.id(2), in: Sample.id(1))
            )
        }
        #expect(images == after && free == 3)
        _ = try deeds { try $0.claimTask(turn(2, image: 2, person: 2), as: nil, limit: 9) }
        let item = try await store.read { tx in try tx.goldItem(Sample.id(1)) }
        #expect(item?.exposures == 1)
        #expect(try await store.read { tx in try tx.goldTurn(Sample.id(2)) } == nil)
    }

    @Test("an item that is used up, and an image without a free slot, are not to be had")
    func gone() async throws {
        _ = try deeds { try $0.claimTask(turn(1, image: 1, person: 1), as: Self.item, limit: 1) }
        _ = try deeds { try $0.claimTask(turn(2, image: 2, person: 1), as: nil, limit: 1) }
        let late = [
            try await store.write { tx in
                try tx.claimTask(turn(3, image: 1, person: 2), as: Self.item, limit: 1)
            },
            try await store.write { tx in try tx.claimTask(turn(4, image: 2, person: 2), as: nil, limit: 1) },
        ]
        #expect(late == [false, false])
        #expect(try await store.read { tx in try tx.assignment(Sample.id(3)) } == nil)
    }
}
