import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Second passes")
struct SecondPassTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let bob: Principal
    let jan: Principal
    let id: ProjectID
    let cat: LabelClassID
    let dog: LabelClassID

    /// Two images, each answered by two people who draw the same cat.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: 2, by: rolf)
        (id, cat, dog) = (project.project.id, project.labels[0].id, project.labels[1].id)
        try await bench.place(images: ["a.png", "b.png"], in: id)
        ada = try await bench.member("Ada", of: id)
        bob = try await bench.member("Bob", of: id)
        jan = try await bench.member("Jan", of: id)
        for number in 0..<2 {
            try await bench.answer([.box(number + 1, cat)], in: id, by: ada)
            bench.time.turn(seconds: 1)
            try await bench.answer([.box(number + 11, cat)], in: id, by: bob)
        }
    }

    private func set(_ source: SecondPassSettings.Source?, judges: Int = 1) async throws {
        try await ReviewSecondPass(bench.environment).set(
            source.map { SecondPassSettings(source: $0, judges: judges) }, of: id, by: rolf)
    }

    private func take(_ person: Principal) async throws -> SecondPassWork? {
        try await TakeSecondPass(bench.environment)(in: id, by: person)
    }

    private func judge(
        _ work: SecondPassWork, _ drafts: [SecondPassDraft], by person: Principal
    ) async throws {
        try await JudgeSecondPass(bench.environment)(drafts, on: work.image.id, in: id, by: person)
    }

    private func verdicts() async throws -> Int {
        let project = id
        return try await bench.store.read { tx in try tx.secondPassVerdicts(in: project).count }
    }

    private func object(_ image: ImageID) async throws -> ConsensusObject? {
        let record = try await bench.store.read { try $0.consensus(image: image) }
        return try record.map(ConsensusDocument.decode)?.objects.first
    }

    @Test("nobody judges an image they answered, and nobody draws on one they judged")
    func groups() async throws {
        try await expectRefusal(.conflict) { _ = try await take(jan) }
        try await set(.consensus, judges: 3)
        #expect(try await take(ada) == nil)
        #expect(try await take(bob) == nil)
        let work = try #require(try await take(jan))
        #expect(work.items.count == 1 && work.total == 1)
        #expect(try await take(jan)?.image.id == work.image.id, "what was begun is gone on with")
        let counts = try #require(try await TakeSecondPass(bench.environment).counts(in: id, by: jan))
        #expect(counts.available == 2 && counts.judged == 0)
        let image = work.image.id
        let account = jan.account.id
        let turn = try await bench.store.read { tx in try tx.assignment(of: account, image: image) }
        #expect(turn?.state == .skipped, "it is never offered to them to draw on")
        try await expectRefusal(.notFound) {
            try await judge(
                work, [SecondPassDraft(id: .client(9), item: work.items[0].id, verdict: .good)], by: ada)
        }
    }

    @Test("who is paused, or has not passed the exam, judges nothing")
    func trusted() async throws {
        try await set(.consensus)
        let gold = ManageGold(bench.environment)
        try await gold.pause(jan.account.id, reason: "Too many are missed.", in: id, by: rolf)
        try await expectRefusal(.paused) { _ = try await take(jan) }
        try await gold.lift(jan.account.id, in: id, by: rolf)
        let images = try await bench.place(images: ["exam.png"], in: id)
        let exam = GoldItemDraft(
            imageID: images[0].id, purpose: .exam,
            source: .given([[GoldAnswer.Part(annotation: .box(30, cat))]]))
        _ = try await gold.add([exam], to: id, by: rolf)
        func ask(_ exam: GoldSettings.Exam?) async throws {
            var (settings, revision) = try await gold.settings(of: id, by: rolf)
            settings.exam = exam
            try await gold.set(settings, revision: revision, in: id, by: rolf)
        }
        var asked = GoldSettings.Exam()
        asked.images = 1
        try await ask(asked)
        try await expectRefusal(.notQualified) { _ = try await take(jan) }
        try await ask(nil)
        #expect(try await take(jan) != nil)
    }

    @Test("a verdict earns its price once, and none is taken that the budget does not hold")
    func paid() async throws {
        try await set(.consensus)
        let work = PlanWork(bench.environment)
        var draft = WorkPlanDraft()
        draft.pay = .these(PayTerms(currency: "EUR", price: 30, secondPassPrice: 7, budget: 7))
        let revision = try await work.plan(of: id, by: rolf).revision
        _ = try await work.edit(draft, of: id, revision: revision, by: rolf)
        let first = try #require(try await take(jan))
        let good = [SecondPassDraft(id: .client(9), item: first.items[0].id, verdict: .good)]
        try await judge(first, good, by: jan)
        try await judge(first, good, by: jan)
        let (project, judge) = (id, jan.account.id)
        let earned = try await bench.store.read { tx in try tx.payWork(of: judge, in: project) }
        #expect(earned.map(\.amount) == [7] && earned.map(\.kind) == [.secondPass])
        try await expectRefusal(.budgetSpent) { _ = try await take(jan) }
        #expect(try await verdicts() == 1)
    }

    @Test("no more people judge an image than are wanted; who does not go on keeps nobody away for ever")
    func limit() async throws {
        try await set(.consensus, judges: 1)
        let first = try #require(try await take(jan))
        let kim = try await bench.member("Kim", of: id)
        let second = try #require(try await take(kim))
        #expect(first.image.id != second.image.id)
        let lea = try await bench.member("Lea", of: id)
        #expect(try await take(lea) == nil)
        bench.time.turn(seconds: TakeSecondPass.staleSeconds + 1)
        #expect(try await take(lea) != nil)
    }

    @Test(
        "a bad shape is a vote against it, a good one a vote for it; sent twice, a verdict counts once"
    )
    func votes() async throws {
        try await set(.consensus)
        let work = try #require(try await take(jan))
        let bad = SecondPassDraft(id: .client(1), item: work.items[0].id, verdict: .bad, reason: .spurious)
        for _ in 0..<2 { try await judge(work, [bad], by: jan) }
        let after = try #require(try await object(work.image.id))
        #expect(after.looks?.map(\.verdict) == [.wrong])
        #expect((after.looks?.first?.logOdds ?? 0) < 0)
        let next = try #require(try await take(jan))
        #expect(next.image.id != work.image.id)
        try await judge(
            next, [SecondPassDraft(id: .client(2), item: next.items[0].id, verdict: .good)], by: jan)
        #expect(try await object(next.image.id)?.looks?.map(\.verdict) == [.right])
        #expect(try await take(jan) == nil)
        #expect(try await verdicts() == 2)
    }

    @Test(
        "a correction of the class is a vote for it; who is unsure casts none, and what they name is kept and exported"
    )
    func alternatives() async throws {
        try await set(.consensus)
        let work = try #require(try await take(jan))
        let item = work.items[0].id
        try await judge(
            work, [SecondPassDraft(id: .client(1), item: item, verdict: .corrected, labelID: dog)], by: jan)
        #expect(try await object(work.image.id)?.looks?.map(\.labelID) == [dog])
        let next = try #require(try await take(jan))
        let before = try await object(next.image.id)
        let place = Shape.box(Box(x: 5, y: 4, width: 20, height: 16))
        try await judge(
            next,
            [
                SecondPassDraft(
                    id: .client(2), item: next.items[0].id, verdict: .unsure, labelID: dog, shape: place)
            ],
            by: jan)
        #expect(try await object(next.image.id) == before)
        let stored = try await bench.store.read { try $0.secondPassVerdict(.client(2)) }
        #expect(stored?.shape == place)
        #expect(stored?.labelID == dog)
        #expect(stored?.drawers.count == 2)
    }

    @Test("a corrected place moves the object, by what the judge is known to be worth")
    func place() async throws {
        try await set(.consensus)
        let work = try #require(try await take(jan))
        let before = try #require(try await object(work.image.id))
        let bounds = before.shape.bounds
        let given = Shape.box(Box(x: bounds.x + 3, y: bounds.y, width: bounds.width, height: bounds.height))
        try await judge(
            work,
            [SecondPassDraft(id: .client(1), item: work.items[0].id, verdict: .corrected, shape: given)],
            by: jan)
        let after = try #require(try await object(work.image.id))
        #expect(abs(after.shape.bounds.x - (bounds.x + 1)) < 0.006, "one vote more beside two")
        #expect(abs((after.looks?.first?.placeWeight ?? 0) - 1.0 / 3) < 1e-6)
        // A fit learns what the judge is worth, also where the method learns nothing of the drawers.
        #expect(try await ReviewSecondPass(bench.environment)(id, by: rolf).accuracies.isEmpty)
        #expect(try await FitConsensus(bench.environment).ifStale(id))
        #expect(try await FitConsensus(bench.environment).ifStale(id) == false)
        let accuracy = try #require(
            try await ReviewSecondPass(bench.environment)(id, by: rolf).accuracies[jan.account.id])
        #expect(abs(accuracy - 0.95) < 0.01 && accuracy != 0.95)
        let fitted = try #require(try await object(work.image.id))
        #expect(fitted.looks?.first?.logOdds != after.looks?.first?.logOdds)
        try await SettleConsensus(bench.environment).settle(work.image.id)
        #expect(try await object(work.image.id) == fitted, "settled alone, an image comes out as in the fit")
    }

    @Test("verdicts that say nothing sound are refused, all of a request or none")
    func refused() async throws {
        try await set(.consensus)
        let work = try #require(try await take(jan))
        let item = work.items[0]
        func refused(_ field: String, _ draft: SecondPassDraft) async throws {
            try await expectRefusal(.invalid, field: "verdicts[0].\(field)") {
                try await judge(work, [draft], by: jan)
            }
        }
        try await refused("reason", SecondPassDraft(id: .client(1), item: item.id, verdict: .bad))
        try await refused(
            "reason", SecondPassDraft(id: .client(1), item: item.id, verdict: .good, reason: .loose))
        try await refused("item", SecondPassDraft(id: .client(1), item: "gone", verdict: .good))
        try await refused("shape", SecondPassDraft(id: .client(1), item: item.id, verdict: .corrected))
        try await refused(
            "shape",
            SecondPassDraft(id: .client(1), item: item.id, verdict: .corrected, labelID: item.labelID))
        try await refused(
            "verdict", SecondPassDraft(id: .client(1), item: item.id, verdict: .good, labelID: dog))
        try await refused(
            "shape",
            SecondPassDraft(
                id: .client(1), item: item.id, verdict: .unsure,
                shape: .box(Box(x: 60, y: 0, width: 40, height: 9))))
        #expect(try await verdicts() == 0)
    }

    @Test("shapes of the first answer can be judged before there is a second")
    func first() async throws {
        try await bench.place(images: ["c.png"], in: id)
        try await bench.answer([.box(31, cat), .box(32, dog, x: 40)], in: id, by: ada)
        try await set(.first)
        var seen: [Int] = []
        while let work = try await take(jan) {
            seen.append(work.total)
            let drafts = work.items.map {
                SecondPassDraft(
                    id: bench.environment.identifiers.uuid(), item: $0.id, verdict: .good, milliseconds: 1_500
                )
            }
            try await judge(work, drafts, by: jan)
        }
        #expect(seen == [1, 1, 2])
        let report = try await ReviewSecondPass(bench.environment)(id, by: rolf)
        #expect(report.images == 3 && report.medianSeconds == 1.5 && report.verdicts == [.good: 4])
        #expect(report.drawers.map(\.id) == [ada.account.id] && report.drawers[0].good.n == 4)
    }

    @Test(
        "the first group is known by its good shapes, the second by how it agrees; unsure says nothing of anybody"
    )
    func skill() {
        func verdict(
            _ number: Int, _ judge: AccountID, _ verdict: SecondPassVerdict.Verdict, item: String = "a"
        ) -> SecondPassVerdict {
            SecondPassVerdict(
                id: .client(number), projectID: id, imageID: ImageID("i"), judgeID: judge, item: item,
                verdict: verdict,
                reason: verdict == .bad ? .loose : nil, labelID: nil, shape: nil, milliseconds: 0,
                drawers: [ada.account.id], createdAt: TestClock.start)
        }
        let verdicts = [
            verdict(1, bob.account.id, .good), verdict(2, jan.account.id, .good),
            verdict(3, rolf.account.id, .bad),
            verdict(4, bob.account.id, .unsure, item: "b"), verdict(5, jan.account.id, .bad, item: "b"),
        ]
        let drawn = ReviewSecondPass.drawers(verdicts)[ada.account.id]
        #expect(drawn?.value == 0.5)
        #expect(drawn?.n == 4)
        let judges = ReviewSecondPass.judges(verdicts)
        let agreements = [bob, rolf, jan].map { judges[$0.account.id]?.0 }
        #expect(agreements.map { $0?.value } == [0.5, 0, 0.5])
        #expect(agreements.map { $0?.n } == [2, 2, 2])
        #expect(judges[jan.account.id]?.1 == 2)
    }
}
