import Agreement
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Another opinion where known answers were failed, and errors that are calibrated")
struct DoubtedAnswersTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectDetail
    let ada: Principal
    let bob: Principal
    let images: [LabeledImage]

    /// Six images on which Ada and Bob agree, so that the rules are satisfied.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 2, by: rolf)
        images = try await bench.place(images: (0..<6).map { "\($0).png" }, in: project.project.id)
        ada = try await bench.member("Ada", of: project.project.id)
        bob = try await bench.member("Bob", of: project.project.id)
        try await use(Self.rules)
        for person in [ada, bob] { try await work(person) }
    }

    private static let rules = ReplicationRules(
        finish: [.init(answers: 2, agreement: 0.8)], maximum: 4, goldFailed: true)

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }
    private var gold: ManageGold { ManageGold(bench.environment) }

    private func use(_ rules: ReplicationRules) async throws {
        var draft = WorkPlanDraft()
        draft.rules = .these(rules)
        let work = PlanWork(bench.environment)
        let present = try await work.plan(of: id, by: rolf)
        _ = try await work.edit(draft, of: id, revision: present.revision, by: rolf)
    }

    /// Answers all that there is for a person; on gold as told.
    private func work(_ person: Principal, gold shapes: [Annotation]? = nil) async throws {
        while let item = try await bench.next(in: id, for: person) {
            let isGold = try await bench.store.read { tx in try tx.goldTurn(item.assignment.id) != nil }
            try await bench.submit(isGold ? shapes ?? [.box(1, cat)] : [.box(1, cat)], to: item, by: person)
        }
        await bench.environment.settlements.drain()
    }

    private func open() async throws -> [Int] {
        try await bench.store.read { [id] tx in
            let waiting = Dictionary(
                uniqueKeysWithValues: try tx.waitingImages(in: id).map { ($0.id, $0.freeSlots) })
            return try tx.images(in: id, afterPosition: 0, limit: 6).map { waiting[$0.id] ?? 0 }
        }
    }

    private func failures() async throws -> Set<AccountID> {
        try await bench.store.read { [id] tx in try tx.goldFailures(in: id) }
    }

    private func stages() async throws -> [ImageStage] {
        try await bench.store.read { [id] tx in try tx.stages(in: id) }
    }

    @Test("whoever is paused is asked about again: one more answer each, and none where enough are left")
    func paused() async throws {
        #expect(try await open() == [0, 0, 0, 0, 0, 0])
        try await gold.pause(ada.account.id, reason: "asleep", in: id, by: rolf)
        #expect(try await open() == [1, 1, 1, 1, 1, 1])
        let lived = try await stages()
        _ = try await FollowRules(bench.environment)(id, by: rolf)
        #expect(try await stages() == lived, "judging all anew gives the same")

        let cleo = try await bench.member("Cleo", of: id)
        try await work(cleo)
        #expect(try await open() == [0, 0, 0, 0, 0, 0])
        let tally = try #require(try await FollowRules(bench.environment).tally(of: id, by: rolf))
        #expect(tally.finished.images == 6 && tally.finished.answers == 18)
        #expect(tally.saved(against: 3) == 0 && tally.saved(against: 2) == -6)

        try await gold.lift(ada.account.id, in: id, by: rolf)
        try await gold.pause(bob.account.id, reason: "asleep", in: id, by: rolf)
        #expect(try await open() == [0, 0, 0, 0, 0, 0], "Ada and Cleo are two")
        try await gold.pause(cleo.account.id, reason: "asleep", in: id, by: rolf)
        #expect(try await open() == [1, 1, 1, 1, 1, 1])
        try await gold.lift(cleo.account.id, in: id, by: rolf)
        #expect(try await open() == [0, 0, 0, 0, 0, 0])
    }

    @Test("a score below the threshold is enough, without a pause, and a better one takes it back")
    func scored() async throws {
        let more = try await bench.place(images: (6..<12).map { "\($0).png" }, in: id)
        try await bench.place(images: (12..<30).map { "\($0).png" }, in: id)
        let items = try await gold.add(
            more.map {
                GoldItemDraft(
                    imageID: $0.id, purpose: .stream,
                    source: .given([[GoldAnswer.Part(annotation: .box(1, cat))]]))
            }, to: id, by: rolf)
        let present = try await gold.settings(of: id, by: rolf)
        var settings = present.settings
        settings.rate = 0.5
        settings.pauseRule = .never
        settings.minimumAnswers = 2
        try await gold.set(settings, revision: present.revision, in: id, by: rolf)
        try await work(ada, gold: [])
        let met = try await bench.store.read { [id, ada] tx in
            try tx.goldTurns(of: ada.account.id, in: id).count { $0.result != nil }
        }
        #expect(met >= 2)
        #expect(try await failures() == [ada.account.id])
        #expect(try await open() == [1, 1, 1, 1, 1, 1])

        // The known answers were wrong: nothing is there.
        for item in items {
            var change = GoldItemChange()
            change.answers = [(id: nil, parts: [])]
            try await gold.change(item.id, change, revision: 1, in: id, by: rolf)
        }
        #expect(try await failures().isEmpty)
        #expect(try await open() == [0, 0, 0, 0, 0, 0])
    }

    @Test("a preview counts whose answers are doubted now; rules that ask nothing about it count all")
    func preview() async throws {
        let preview = PreviewRules(bench.environment)
        #expect(try await preview(Self.rules, in: id, by: rolf).finished == 6)
        try await gold.pause(ada.account.id, reason: "asleep", in: id, by: rolf)
        let asking = try await preview(Self.rules, in: id, by: rolf)
        #expect(asking.doubted == 6 && asking.finished == 0 && asking.open == 6 && asking.used == 12)
        var trusting = Self.rules
        trusting.goldFailed = false
        let other = try await preview(trusting, in: id, by: rolf)
        #expect(other.doubted == 0 && other.finished == 6)
        try await use(trusting)
        #expect(try await open() == [0, 0, 0, 0, 0, 0], "rules in force that do not ask")
        try await use(Self.rules)
        #expect(try await open() == [1, 1, 1, 1, 1, 1])
    }

    @Test("the risk that a rule looks at is multiplied by what was found where the truth is known")
    func calibrated() async throws {
        let bayes = try await bench.project("Bayes", replication: 2, method: "bayes", by: rolf)
        let other = bayes.project.id
        let label = bayes.labels[0].id
        let placed = try await bench.place(images: (0..<40).map { "\($0).png" }, in: other)
        for name in ["Cleo", "Dan"] {
            let person = try await bench.member(name, of: other)
            while let item = try await bench.next(in: other, for: person) {
                try await bench.submit([.box(1, label)], to: item, by: person)
            }
        }
        // Two objects more are there than anybody drew.
        try await bench.store.write { [bench] tx in
            for image in placed {
                try tx.put(
                    ReferenceLayer(
                        id: bench.environment.identifiers.identifier(), imageID: image.id, kind: .truth,
                        source: "truth",
                        annotations: [
                            .box(1, label), .box(2, label, x: 30), .box(3, label, x: 40, y: 30, width: 10),
                        ], createdAt: bench.time.now))
            }
        }
        _ = try await FitConsensus(bench.environment)(other, by: rolf)
        let fit = try await ReviewFit(bench.environment)(other, by: rolf)
        let factor = try #require(fit.calibration?.factor.value)
        let risks = try await bench.store.read { tx in
            try placed.map { try tx.consensus(image: $0.id)?.risk ?? -1 }
        }
        let most = try #require(risks.max())
        try #require(factor > 3 && risks.allSatisfy { $0 > 0 && $0 * factor > 2 * most })
        // By the errors expected all would be finished, by those found none.
        let rules = ReplicationRules(finish: [.init(answers: 2, risk: 2 * most)], maximum: 5)
        let preview = try await PreviewRules(bench.environment)(rules, in: other, by: rolf)
        #expect(preview.riskFactor == factor && preview.finished == 0 && preview.open == 40)
        var draft = WorkPlanDraft()
        draft.rules = .these(rules)
        _ = try await PlanWork(bench.environment).edit(draft, of: other, revision: 0, by: rolf)
        let replayed = try await bench.store.read { tx in try tx.stages(in: other) }
        #expect(replayed.count == 40 && replayed.allSatisfy { $0.state == .open })
        // Fitted anew and answered once more, the same figures decide.
        _ = try await FitConsensus(bench.environment)(other, by: rolf)
        let refitted = try await bench.store.read { tx in try tx.stages(in: other) }
        #expect(refitted == replayed)
        let eve = try await bench.member("Eve", of: other)
        try await bench.answer([.box(1, label)], in: other, by: eve)
        await bench.environment.settlements.drain()
        let after = try await bench.store.read { tx in try tx.stages(in: other) }
        #expect(after.allSatisfy { $0.state == .open } && after.contains { $0.answers == 3 })
    }
}
