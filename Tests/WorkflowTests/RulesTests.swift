import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Replication by rules")
struct RulesTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectDetail
    let people: [Principal]
    let images: [LabeledImage]

    /// Six images for five people, by quorum, so that agreement decides.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 3, by: rolf)
        images = try await bench.place(images: (0..<6).map { "\($0).png" }, in: project.project.id)
        var people: [Principal] = []
        for name in ["Ada", "Bob", "Cleo", "Dan", "Eve"] {
            people.append(try await bench.member(name, of: project.project.id))
        }
        self.people = people
    }

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }
    private static let byAgreement = ReplicationRules(
        finish: [.init(answers: 2, agreement: 0.8)], maximum: 4)

    private func use(_ rules: WorkPlanDraft.Rules) async throws {
        var draft = WorkPlanDraft()
        draft.rules = rules
        let work = PlanWork(bench.environment)
        let revision = try await work.plan(of: id, by: rolf).revision
        _ = try await work.edit(draft, of: id, revision: revision, by: rolf)
    }

    /// Everybody draws the cat at the same place, but on images 4 and 5 each at one of their own.
    private func work(_ person: Int) async throws -> Int {
        var count = 0
        while let item = try await bench.next(in: id, for: people[person]) {
            let number = try #require(images.firstIndex { $0.id == item.image.id })
            let place = number < 4 ? 0.0 : Double(person) * 12
            try await bench.submit(
                [.box(person * 100 + number + 1, cat, x: place, width: 12)], to: item, by: people[person])
            count += 1
        }
        return count
    }

    private func stages() async throws -> [ImageID: ImageStage] {
        let stages = try await bench.store.read { [id] tx in try tx.stages(in: id) }
        return Dictionary(uniqueKeysWithValues: stages.map { ($0.imageID, $0) })
    }

    private func openSlots() async throws -> [Int] {
        try await bench.store.read { [id] tx in
            let waiting = Dictionary(
                uniqueKeysWithValues: try tx.waitingImages(in: id).map { ($0.id, $0.freeSlots) })
            return try tx.images(in: id, afterPosition: 0, limit: 100).map { waiting[$0.id] ?? 0 }
        }
    }

    @Test("two people an image, more only where they disagree, and a reviewer where the most have answered")
    func asks() async throws {
        try await use(.these(Self.byAgreement))
        #expect(try await openSlots() == [2, 2, 2, 2, 2, 2])
        #expect(try await work(0) == 6)
        #expect(try await work(1) == 6)
        #expect(try await openSlots() == [0, 0, 0, 0, 1, 1], "only where the two differ")
        #expect(try await work(2) == 2)
        #expect(try await work(3) == 2)
        #expect(try await work(4) == 0, "four is the most")
        let stages = try await stages()
        #expect(
            images.map { stages[$0.id]?.state.rawValue } == [
                "finished", "finished", "finished", "finished", "exhausted", "exhausted",
            ])
        #expect(images.map { stages[$0.id]?.answers } == [2, 2, 2, 2, 4, 4])
        let waiting = try await SettleEscalation(bench.environment).list(
            in: id, after: nil, limit: 10, by: rolf)
        #expect(waiting.items.map(\.image.id) == [images[4].id, images[5].id])
        #expect(waiting.items.map(\.reason) == [.maximum, .maximum])
        let tally = try #require(try await FollowRules(bench.environment).tally(of: id, by: rolf))
        #expect(tally.finished.images == 4 && tally.finished.answers == 8)
        #expect(tally.saved(against: 3) == 18 - 16)
    }

    @Test("an image that a reviewer puts back is asked about once more, and stays so when all is judged anew")
    func putBack() async throws {
        try await use(.these(Self.byAgreement))
        for person in 0..<4 { _ = try await work(person) }
        let settle = SettleEscalation(bench.environment)
        try await settle(images[4].id, .requeue, in: id, by: rolf)
        #expect(try await openSlots() == [0, 0, 0, 0, 1, 0])
        _ = try await FollowRules(bench.environment)(id, by: rolf)
        #expect(try await openSlots() == [0, 0, 0, 0, 1, 0])
        let waiting = try await settle.list(in: id, after: nil, limit: 10, by: rolf).items
        #expect(waiting.map(\.image.id) == [images[5].id])
        #expect(try await work(4) == 1)
        #expect(try await stages()[images[4].id]?.state == .exhausted, "five still differ")
        try await settle(images[0].id, .close, in: id, by: rolf)
        try await use(.off)
        #expect(
            try await openSlots() == [0, 1, 1, 1, 0, 0], "what is closed stays so, whatever is asked for")
    }

    @Test("judging everything anew gives the state that came about answer by answer")
    func replayed() async throws {
        try await use(.these(Self.byAgreement))
        for person in 0..<3 { _ = try await work(person) }
        let (lived, slots) = (try await stages(), try await openSlots())
        #expect(lived.count == 6)
        try await bench.store.write { [id] tx in
            try tx.removeStages(of: id)
            for image in try tx.images(in: id, afterPosition: 0, limit: 100) {
                try tx.setFreeSlots(2, of: image.id)
            }
        }
        _ = try await FollowRules(bench.environment)(id, by: rolf)
        #expect(try await stages() == lived)
        #expect(try await openSlots() == slots)
        _ = try await FollowRules(bench.environment)(id, by: rolf)
        #expect(try await stages() == lived)
    }

    @Test(
        "rules put in force later give the state that they would have led to, and leaving them asks as before"
    )
    func later() async throws {
        _ = try await work(0)
        _ = try await work(1)
        #expect(try await openSlots() == [1, 1, 1, 1, 1, 1])
        try await use(.these(Self.byAgreement))
        #expect(try await openSlots() == [0, 0, 0, 0, 1, 1])
        try await use(.off)
        #expect(try await openSlots() == [1, 1, 1, 1, 1, 1])
        #expect(try await stages() == [:])
    }

    @Test("a preview says how many images would have been finished and how many answers saved")
    func preview() async throws {
        for person in 0..<3 { _ = try await work(person) }
        let preview = PreviewRules(bench.environment)
        let found = try await preview(Self.byAgreement, in: id, by: rolf)
        #expect(found.images == 6 && found.answers == 18)
        #expect(found.finishedByRule == [4])
        #expect(found.open == 2 && found.exhausted == 0)
        #expect(found.used == 4 * 2 + 2 * 3 && found.saved == 4)
        #expect(found.usedByImage == [0, 0, 4, 2])
        let strict = ReplicationRules(finish: [.init(answers: 2, agreement: 0.8)], maximum: 2)
        #expect(try await preview(strict, in: id, by: rolf).exhausted == 2)
        let wrong = try await refusal {
            try await preview(
                ReplicationRules(finish: [.init(answers: 3)], maximum: 2), in: id, by: rolf)
        }
        #expect(wrong?.field == "rules.finish[0].answers")
    }

    @Test("a turn given back at a finished image asks for nobody else")
    func returned() async throws {
        try await use(.these(ReplicationRules(finish: [.init(answers: 1)], maximum: 3)))
        try await PlanWork(bench.environment).prioritise([images[0].id], to: 9, in: id, by: rolf)
        try await bench.store.write { [images] tx in try tx.setFreeSlots(2, of: images[0].id) }
        let first = try #require(try await bench.next(in: id, for: people[0]))
        let second = try #require(try await bench.next(in: id, for: people[1]))
        #expect(first.image.id == images[0].id && second.image.id == images[0].id)
        try await bench.submit([], to: first, by: people[0])
        try await HoldLease(bench.environment).giveBack(
            second.assignment.id, lease: second.assignment.leaseToken, by: people[1])
        #expect(try await openSlots() == [0, 1, 1, 1, 1, 1])
    }

    @Test("what a project starts with asks two people, by expected errors where the method estimates them")
    func initial() async throws {
        try await use(.initial)
        let rules = try #require(
            try await PlanWork(bench.environment).plan(of: id, by: rolf).rules)
        #expect(rules.first == 2 && rules.finish[0].agreement == 0.8)
        #expect(ReplicationRules.initial(estimatesRisk: true).finish[0].risk == 0.1)
        let bayes = try await bench.project("Bayes", method: "bayes", by: rolf).project.id
        try await bench.place(images: ["a.png"], in: bayes)
        var draft = WorkPlanDraft()
        draft.rules = .initial
        _ = try await PlanWork(bench.environment).edit(draft, of: bayes, revision: 0, by: rolf)
        for (number, name) in ["Fay", "Gus"].enumerated() {
            let person = try await bench.member(name, of: bayes)
            let item = try #require(try await bench.next(in: bayes, for: person))
            try await bench.submit([.box(900 + number, item.labels[0].id)], to: item, by: person)
        }
        let stages = try await bench.store.read { tx in try tx.stages(in: bayes) }
        let risk = try await bench.store.read { tx in try tx.consensus(image: stages[0].imageID)?.risk }
        #expect((try #require(risk) <= 0.1) == (stages[0].state == .finished))
    }
}
