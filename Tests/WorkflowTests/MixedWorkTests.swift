import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Images that wanted more answers come between ordinary ones")
struct MixedWorkTests {
    let bench: Bench
    let rolf: Principal
    let id: ProjectID

    /// Forty images that two people answered, twenty of which want a third; twenty more that nobody answered.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        id = try await bench.project(replication: 2, by: rolf).project.id
        try await bench.place(images: (0..<20).map { "hard\($0).png" }, in: id)
        for name in ["Ann", "Ben"] {
            let person = try await bench.member(name, of: id)
            for _ in 0..<20 { try await bench.answer([], in: id, by: person) }
        }
        try await bench.store.write { [id] tx in
            for image in try tx.images(in: id, afterPosition: 0, limit: 100) { try tx.addSlot(to: image.id) }
        }
        try await bench.place(images: (0..<20).map { "fresh\($0).png" }, in: id)
    }

    private func plan(furtherShare: Double) async throws {
        var draft = WorkPlanDraft()
        draft.furtherShare = furtherShare
        let work = PlanWork(bench.environment)
        let present = try await work.plan(of: id, by: rolf)
        _ = try await work.edit(draft, of: id, revision: present.revision, by: rolf)
    }

    /// Whether each task of a new person was an image that wanted more answers.
    private func course(_ name: String, _ count: Int) async throws -> [Bool] {
        let person = try await bench.member(name, of: id)
        var kinds: [Bool] = []
        for _ in 0..<count {
            let item = try #require(try await bench.next(in: id, for: person))
            kinds.append(item.image.name.hasPrefix("hard"))
            #expect(item.assignment.isFurther == kinds.last)
            bench.time.turn(seconds: 1)
            try await bench.submit([], to: item, by: person)
        }
        return kinds
    }

    @Test("at most the plan's share of the tasks before each moment, while there are ordinary ones")
    func share() async throws {
        let kinds = try await course("Ada", 40)
        for end in 1...40 where kinds[..<end].count(where: { !$0 }) < 20 {
            let window = kinds[max(0, end - WorkPlan.mixedTasks)..<end]
            let hard = window.count(where: \.self)
            #expect(2 * hard <= window.count, "\(hard) of the \(window.count) tasks before \(end)")
        }
        #expect(kinds.count(where: \.self) == 20, "when the ordinary ones are through, the others come, too")
        #expect(!kinds[0] && kinds.prefix(20).contains(true))
    }

    @Test("a share of 1 asks nothing, one of 0 leaves them to the end; others are refused")
    func ends() async throws {
        try await plan(furtherShare: 1)
        #expect(try await course("Ada", 10).allSatisfy(\.self), "the queue finishes what is begun")
        try await plan(furtherShare: 0)
        #expect(try await course("Bob", 15).allSatisfy { !$0 })
        let refused = try await refusal { try await plan(furtherShare: 1.5) }
        #expect(refused?.field == "furtherShare")
    }

    @Test("what is announced as next is what comes")
    func announced() async throws {
        let ada = try await bench.member("Ada", of: id)
        var announced: ImageID?
        for _ in 0..<20 {
            let item = try #require(try await bench.next(in: id, for: ada))
            if let announced { #expect(item.image.id == announced) }
            announced = item.next?.id
            bench.time.turn(seconds: 1)
            try await bench.submit([], to: item, by: ada)
        }
    }
}
