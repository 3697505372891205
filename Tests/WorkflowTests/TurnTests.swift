import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Turns with a limit, and what becomes of images nobody finishes")
struct TurnTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let bob: Principal
    let id: ProjectID

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        id = try await bench.project(replication: 1, by: rolf).project.id
        ada = try await bench.member("Ada", of: id)
        bob = try await bench.member("Bob", of: id)
    }

    private var hold: HoldLease { HoldLease(bench.environment) }

    @discardableResult
    private func plan(_ change: (inout WorkPlanDraft) -> Void) async throws -> WorkPlan {
        var draft = WorkPlanDraft()
        change(&draft)
        let work = PlanWork(bench.environment)
        let present = try await work.plan(of: id, by: rolf)
        return try await work.edit(draft, of: id, revision: present.revision, by: rolf)
    }

    @discardableResult
    private func place(_ count: Int) async throws -> [LabeledImage] {
        try await bench.place(images: (0..<count).map { "\($0).png" }, in: id)
    }

    private func take(_ person: Principal) async throws -> WorkItem {
        try #require(try await bench.next(in: id, for: person))
    }

    private func escalated() async throws -> [EscalatedImage] {
        try await SettleEscalation(bench.environment).list(in: id, after: nil, limit: 10, by: rolf).items
    }

    @Test("heartbeats keep a turn up to its limit and no longer; an extension moves the limit")
    func limit() async throws {
        try await plan { $0.turnMinutes = 3 }
        try await place(1)
        let turn = try await take(ada).assignment
        #expect(turn.dueAt == bench.time.now.adding(seconds: 180))
        bench.time.turn(seconds: 100)
        let kept = try await hold.heartbeat(turn.id, lease: turn.leaseToken, by: ada)
        #expect(kept.endsAt == turn.dueAt, "the lease ends with the turn")
        let longer = try await hold.extend(turn.id, lease: turn.leaseToken, extensions: 0, by: ada)
        #expect(longer.dueAt == turn.dueAt?.adding(seconds: 180) && longer.extensions == 1)
        let again = try await hold.extend(turn.id, lease: turn.leaseToken, extensions: 0, by: ada)
        #expect(again.dueAt == longer.dueAt && again.extensions == 1, "the same wish counts once")
        for _ in 0..<2 {
            bench.time.turn(seconds: 110)
            _ = try await hold.heartbeat(turn.id, lease: turn.leaseToken, by: ada)
        }
        bench.time.turn(seconds: 100)
        #expect(try await take(bob).image.id == turn.imageID, "the turn ran out although its heart beat")
        let lost = try await refusal { try await hold.heartbeat(turn.id, lease: turn.leaseToken, by: ada) }
        #expect(lost?.code == .leaseLost)
    }

    @Test("a turn is extended as often as the project allows")
    func extensions() async throws {
        try await plan { $0.extensions = 1 }
        try await place(1)
        let turn = try await take(ada).assignment
        _ = try await hold.extend(turn.id, lease: turn.leaseToken, extensions: 0, by: ada)
        let refused = try await refusal {
            try await hold.extend(turn.id, lease: turn.leaseToken, extensions: 1, by: ada)
        }
        #expect(refused?.code == .conflict)
        let foreign = try await refusal {
            try await hold.extend(turn.id, lease: turn.leaseToken, extensions: 1, by: bob)
        }
        #expect(foreign?.code == .notFound)
    }

    @Test("a draft whose time ran out is listed and taken up again; what one holds meanwhile is given back")
    func resumed() async throws {
        try await place(2)
        let first = try await take(ada)
        let drawn = Annotation.box(1, first.labels[0].id)
        _ = try await RecordOperations(bench.environment)(
            [ReceivedOperation(id: .client(1), edit: .put(drawn))], to: first.assignment.id, by: ada)
        bench.time.turn(seconds: 121)
        // Bob's asking ends Ada's turn, and gives him her image.
        #expect(try await take(bob).image.id == first.image.id)
        let second = try await take(ada)
        #expect(second.image.id != first.image.id)
        let ended = try await OwnWork(bench.environment).ended(in: id, by: ada)
        #expect(ended.map(\.assignment.id) == [first.assignment.id])
        #expect(ended[0].assignment.state == .expired && ended[0].operations == 1)

        let desk = AssignNext(bench.environment)
        let full = try await refusal { try await desk.takeUp(first.assignment.id, by: ada) }
        #expect(full?.code == .conflict, "Bob holds its only slot")
        #expect(try await take(ada).image.id == second.image.id, "a refused wish gives nothing back")
        let bobs = try await take(bob).assignment
        try await hold.giveBack(bobs.id, lease: bobs.leaseToken, reason: "too small for me", by: bob)
        let resumed = try await desk.takeUp(first.assignment.id, by: ada)
        #expect(resumed.draft.annotations == [drawn])
        #expect(try await desk.takeUp(first.assignment.id, by: ada).assignment == resumed.assignment)
        #expect(
            try await refusal { try await desk.takeUp(first.assignment.id, by: bob) }?.code == .notFound)
        let said = try await SettleEscalation(bench.environment).refusals(in: id, limit: 10, by: rolf)
        #expect(said.contains { $0.person == "Bob" && $0.turn.assignment.skipReason == "too small for me" })
    }

    @Test("one person gets as many images as the project says")
    func cap() async throws {
        try await plan { $0.imagesPerPerson = 2 }
        try await place(5)
        let projects = ManageProjects(bench.environment)
        #expect(try await projects.detail(of: id, for: ada).own.available == 2)
        try await bench.answer([], in: id, by: ada)
        let second = try await take(ada)
        #expect(try await projects.detail(of: id, for: ada).own.available == 0)
        try await bench.submit([], to: second, by: ada)
        #expect(try await bench.next(in: id, for: ada) == nil)
        #expect(try await bench.next(in: id, for: bob) != nil)
        try await plan { $0.imagesPerPerson = 0 }
        #expect(try await bench.next(in: id, for: ada) != nil)
    }

    @Test("priority comes first, then the order that the project chose")
    func order() async throws {
        _ = try await ManageProjects(bench.environment).edit(
            id, replicated(2), revision: 1, by: rolf)
        let images = try await place(4)
        try await PlanWork(bench.environment).prioritise([images[2].id], to: 5, in: id, by: rolf)
        #expect(try await take(ada).image.id == images[2].id)
        try await bench.submit([], to: try await take(ada), by: ada)
        #expect(try await take(bob).image.id == images[2].id)
        try await bench.submit([], to: try await take(bob), by: bob)
        try await bench.answer([], in: id, by: ada)
        try await plan { $0.order = "spread" }
        #expect(try await take(bob).image.id == images[1].id, "nobody has answered it yet")
        try await hold.giveBack(
            try await take(bob).assignment.id, lease: try await take(bob).assignment.leaseToken, by: bob)
        try await plan { $0.order = "shuffled" }
        let left = [images[0], images[3]].map(\.id).min()
        #expect(try await take(bob).image.id == left, "in the order of random identifiers")
        let foreign = try await refusal {
            try await PlanWork(bench.environment).prioritise([ImageID("0")], to: 5, in: id, by: rolf)
        }
        #expect(foreign?.code == .notFound)
    }

    private func replicated(_ count: Int) -> ProjectDraft {
        var draft = ProjectDraft()
        draft.replication = count
        return draft
    }

    @Test("a skipped image goes to a reviewer where the project says so, who closes it or puts it back")
    func skippedToReviewer() async throws {
        try await plan { $0.skipPolicy = "reviewer" }
        let images = try await place(2)
        let turn = try await take(ada).assignment
        try await hold.skip(turn.id, lease: turn.leaseToken, reason: "all black", by: ada)
        #expect(try await take(bob).image.id == images[1].id, "it is handed to nobody")
        #expect(try await escalated().map(\.image.id) == [images[0].id])
        #expect(try await escalated().first?.reason == .skipped)
        #expect(try await escalated().first?.remarks == ["all black"])
        let settle = SettleEscalation(bench.environment)
        try await settle(images[0].id, .requeue, in: id, by: rolf)
        #expect(try await escalated() == [])
        try await bench.submit([], to: try await take(bob), by: bob)
        #expect(try await take(bob).image.id == images[0].id)
        let second = try await take(bob).assignment
        try await hold.skip(second.id, lease: second.leaseToken, reason: "", by: bob)
        try await settle(images[0].id, .close, in: id, by: rolf)
        try await settle(images[0].id, .close, in: id, by: rolf)
        #expect(try await escalated() == [])
        let cleo = try await bench.member("Cleo", of: id)
        #expect(try await bench.next(in: id, for: cleo) == nil)
    }

    @Test(
        "a skip that counts as an answer holds its place, and the image is complete with the others' answers")
    func skippedCounted() async throws {
        _ = try await ManageProjects(bench.environment).edit(id, replicated(2), revision: 1, by: rolf)
        try await plan { $0.skipPolicy = "counted" }
        try await place(1)
        let turn = try await take(ada).assignment
        try await hold.skip(turn.id, lease: turn.leaseToken, reason: "blurred", by: ada)
        try await bench.answer([], in: id, by: bob)
        let cleo = try await bench.member("Cleo", of: id)
        #expect(try await bench.next(in: id, for: cleo) == nil)
        let rows = try await ManageImages(bench.environment).list(id, query: ImageQuery(), by: rolf).items
        #expect(rows.map(\.status) == [.complete])
        #expect(try await ManageProjects(bench.environment).detail(of: id, for: rolf).progress?.complete == 1)
    }

    @Test("an image that everybody answered or refused goes to a reviewer instead of waiting for ever")
    func nobodyLeft() async throws {
        let images = try await place(1)
        for person in [ada, bob] {
            let turn = try await take(person).assignment
            #expect(try await escalated() == [])
            try await hold.skip(turn.id, lease: turn.leaseToken, reason: "", by: person)
        }
        #expect(try await escalated().map(\.reason) == [.people])
        let cleo = try await bench.member("Cleo", of: id)
        #expect(try await escalated() == [], "somebody new can answer it")
        try await plan { $0.imagesPerPerson = 1 }
        #expect(try await take(cleo).image.id == images[0].id)
    }

    @Test("a plan is edited from its present revision, and every part is checked by name")
    func edited() async throws {
        let first = try await plan { $0.turnMinutes = 30 }
        #expect(first.revision == 1 && first.turnMinutes == 30)
        let second = try await plan { $0.order = "spread" }
        #expect(second.turnMinutes == 30 && second.order == .spread, "the rest stays")
        let work = PlanWork(bench.environment)
        let stale = try await refusal {
            try await work.edit(WorkPlanDraft(), of: id, revision: 1, by: rolf)
        }
        #expect(stale?.code == .stale)
        let wrong: [(field: String, change: (inout WorkPlanDraft) -> Void)] = [
            ("turnMinutes", { $0.turnMinutes = 0 }), ("extensions", { $0.extensions = -1 }),
            ("skipPolicy", { $0.skipPolicy = "never" }), ("imagesPerPerson", { $0.imagesPerPerson = -1 }),
            ("order", { $0.order = "up" }),
        ]
        for (field, change) in wrong {
            #expect(try await refusal { try await plan(change) }?.field == field)
        }
        let unknown = try await refusal { try await work.plan(of: id, by: ada) }
        #expect(unknown?.code == .forbidden)
    }
}
