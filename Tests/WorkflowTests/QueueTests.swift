import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("The work queue")
struct QueueTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func project(images: Int, replication: Int) async throws -> (requester: Principal, id: ProjectID)
    {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: replication, by: rolf).project.id
        try await bench.place(images: (0..<images).map { "\($0).png" }, in: project)
        return (rolf, project)
    }

    @Test("a person gets every image once, then nothing")
    func everyImageOnce() async throws {
        let (_, project) = try await project(images: 4, replication: 3)
        let ada = try await bench.member("Ada", of: project)
        var seen: [ImageID] = []
        while let item = try await bench.next(in: project, for: ada) {
            seen.append(item.image.id)
            #expect(item.submitted == seen.count - 1)
            try await bench.submit([], to: item, by: ada)
        }
        #expect(seen.count == 4)
        #expect(Set(seen).count == 4)
    }

    @Test("asking again gives the turn one holds, with its lease renewed")
    func resumed() async throws {
        let (_, project) = try await project(images: 2, replication: 1)
        let ada = try await bench.member("Ada", of: project)
        let first = try #require(try await bench.next(in: project, for: ada))
        bench.time.turn(seconds: 100)
        let again = try #require(try await bench.next(in: project, for: ada))
        #expect(again.assignment.id == first.assignment.id)
        #expect(again.assignment.leaseToken == first.assignment.leaseToken)
        #expect(again.assignment.leaseExpiresAt == bench.time.now.adding(seconds: 120))
        #expect(
            try await AssignNext(bench.environment).resume(first.assignment.id, by: ada).image.id
                == first.image.id)
    }

    @Test("an image nearest to having all its answers comes first")
    func order() async throws {
        let (_, project) = try await project(images: 3, replication: 2)
        let ada = try await bench.member("Ada", of: project)
        let bob = try await bench.member("Bob", of: project)
        let first = try #require(try await bench.next(in: project, for: ada))
        try await bench.submit([], to: first, by: ada)
        #expect(try await bench.next(in: project, for: bob)?.image.id == first.image.id)
    }

    @Test("a lease that ran out goes to somebody else, and a heartbeat keeps it from running out")
    func expiry() async throws {
        let (_, project) = try await project(images: 1, replication: 1)
        let ada = try await bench.member("Ada", of: project)
        let bob = try await bench.member("Bob", of: project)
        let held = try #require(try await bench.next(in: project, for: ada))
        let hold = HoldLease(bench.environment)

        for _ in 0..<5 {
            bench.time.turn(seconds: 119)
            let kept = try await hold.heartbeat(
                held.assignment.id, lease: held.assignment.leaseToken, by: ada)
            #expect(kept.endsAt == bench.time.now.adding(seconds: 120))
            #expect(try await bench.next(in: project, for: bob) == nil)
        }
        bench.time.turn(seconds: 121)
        #expect(try await bench.next(in: project, for: bob)?.image.id == held.image.id)
        let late = try await refusal {
            try await hold.heartbeat(held.assignment.id, lease: held.assignment.leaseToken, by: ada)
        }
        #expect(late?.code == .leaseLost)
        #expect(
            try await refusal { try await AssignNext(bench.environment).resume(held.assignment.id, by: ada) }?
                .code
                == .leaseLost)
    }

    @Test("a wrong lease keeps, returns and skips nothing")
    func wrongLease() async throws {
        let (_, project) = try await project(images: 1, replication: 1)
        let ada = try await bench.member("Ada", of: project)
        let id = try #require(try await bench.next(in: project, for: ada)).assignment.id
        let hold = HoldLease(bench.environment)
        let tries: [() async throws -> Void] = [
            { _ = try await hold.heartbeat(id, lease: "wrong", by: ada) },
            { try await hold.giveBack(id, lease: "wrong", by: ada) },
            { try await hold.skip(id, lease: "wrong", reason: "", by: ada) },
        ]
        for attempt in tries { #expect(try await refusal(of: attempt)?.code == .leaseLost) }
        _ = try await AssignNext(bench.environment).resume(id, by: ada)
    }

    @Test("an image given back comes again after the others, with its draft")
    func returned() async throws {
        let (_, project) = try await project(images: 2, replication: 1)
        let ada = try await bench.member("Ada", of: project)
        let first = try #require(try await bench.next(in: project, for: ada))
        let drawn = Annotation.box(1, first.labels[0].id)
        _ = try await RecordOperations(bench.environment)(
            [ReceivedOperation(id: .client(1), edit: .put(drawn))], to: first.assignment.id, by: ada)
        let hold = HoldLease(bench.environment)
        try await hold.giveBack(first.assignment.id, lease: first.assignment.leaseToken, by: ada)
        try await hold.giveBack(first.assignment.id, lease: first.assignment.leaseToken, by: ada)

        let second = try #require(try await bench.next(in: project, for: ada))
        #expect(second.image.id != first.image.id)
        try await bench.submit([], to: second, by: ada)
        let again = try #require(try await bench.next(in: project, for: ada))
        #expect(again.image.id == first.image.id)
        #expect(again.draft.annotations == [drawn])
        #expect(
            again.assignment.leaseToken != first.assignment.leaseToken, "an old tab cannot act for a new turn"
        )
    }

    @Test("a skipped image never comes again to this person, and goes to another")
    func skipped() async throws {
        let (rolf, project) = try await project(images: 1, replication: 1)
        let ada = try await bench.member("Ada", of: project)
        let bob = try await bench.member("Bob", of: project)
        let item = try #require(try await bench.next(in: project, for: ada))
        try await HoldLease(bench.environment).skip(
            item.assignment.id, lease: item.assignment.leaseToken, reason: "blurred", by: ada)
        #expect(try await bench.next(in: project, for: ada) == nil)
        let rows = try await ManageImages(bench.environment).list(project, query: ImageQuery(), by: rolf)
            .items
        #expect(rows.map(\.status) == [.skipped])
        #expect(try await refusal { try await bench.submit([], to: item, by: ada) }?.code == .conflict)
        #expect(try await bench.next(in: project, for: bob)?.image.id == item.image.id)
    }

    @Test("exactly k people answer each image, however many ask at once", arguments: [1, 2, 3])
    func exactlyK(replication: Int) async throws {
        let (rolf, project) = try await project(images: 10, replication: replication)
        var people: [Principal] = []
        for number in 0..<12 { people.append(try await bench.member("P\(number)", of: project)) }
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for person in people {
                group.addTask { [bench] in
                    var count = 0
                    while let item = try await bench.next(in: project, for: person) {
                        try await bench.submit([], to: item, by: person)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(answered == 10 * replication)
        let rows = try await ManageImages(bench.environment).list(project, query: ImageQuery(), by: rolf)
            .items
        #expect(rows.map(\.submitted) == Array(repeating: replication, count: 10))
        try await bench.store.read { tx in
            for row in rows {
                let people = try tx.submissions(image: row.image.id).map(\.annotatorID)
                #expect(Set(people).count == people.count, "nobody answered an image twice")
            }
        }
    }

    @Test(
        "turns that run out, are given back or skipped at random never make more than k answers",
        arguments: 0..<4)
    func exactlyKWithAccidents(seed: Int) async throws {
        let (rolf, project) = try await project(images: 5, replication: 2)
        var people: [Principal] = []
        for number in 0..<6 { people.append(try await bench.member("P\(number)", of: project)) }
        var generator = SeededGenerator(seed: UInt64(seed))
        let hold = HoldLease(bench.environment)
        var open: [(person: Principal, item: WorkItem)] = []
        for _ in 0..<120 {
            let person = people[Int.random(in: 0..<6, using: &generator)]
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: bench.time.turn(seconds: Int64.random(in: 0..<200, using: &generator))
            case 1, 2, 3:
                if let item = try await bench.next(in: project, for: person) { open.append((person, item)) }
            default:
                guard !open.isEmpty else { continue }
                let (holder, item) = open.remove(at: Int.random(in: 0..<open.count, using: &generator))
                let (id, lease) = (item.assignment.id, item.assignment.leaseToken)
                let chance = Int.random(in: 0..<6, using: &generator)
                _ = try await refusal {
                    switch chance {
                    case 0: try await hold.giveBack(id, lease: lease, by: holder)
                    case 1: try await hold.skip(id, lease: lease, reason: "", by: holder)
                    default: try await bench.submit([], to: item, by: holder)
                    }
                }
            }
        }
        let rows = try await ManageImages(bench.environment).list(project, query: ImageQuery(), by: rolf)
            .items
        #expect(rows.allSatisfy { $0.submitted <= 2 })
        #expect(rows.contains { $0.submitted > 0 })
        try await bench.store.read { tx in
            for row in rows {
                let people = try tx.submissions(image: row.image.id).map(\.annotatorID)
                #expect(Set(people).count == people.count, "nobody counts twice for an image")
            }
        }
    }

    @Test("how many images are left is true for each person")
    func available() async throws {
        let (_, project) = try await project(images: 3, replication: 1)
        let ada = try await bench.member("Ada", of: project)
        let bob = try await bench.member("Bob", of: project)
        func left(_ person: Principal) async throws -> Int {
            try await ManageProjects(bench.environment).detail(of: project, for: person).own.available
        }
        #expect(try await left(ada) == 3)
        try await bench.answer([], in: project, by: ada)
        #expect(try await left(ada) == 2)
        #expect(try await left(bob) == 2)
    }
}
