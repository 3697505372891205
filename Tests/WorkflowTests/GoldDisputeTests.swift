import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Contestable gold")
struct GoldDisputeTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectDetail
    let images: [LabeledImage]

    /// Three gold images that ask for a cat and reveal their results, among thirty ordinary ones.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 20, by: rolf)
        images = try await bench.place(images: (0..<33).map { "\($0).png" }, in: project.project.id)
        let cat = project.labels[0].id
        try await gold.add(
            images.prefix(3).enumerated().map { number, image in
                GoldItemDraft(
                    imageID: image.id, purpose: .stream,
                    source: .given([[GoldAnswer.Part(annotation: .box(5_000 + number, cat))]]))
            }, to: id, by: rolf)
        try await set { settings in
            settings.rate = 0.5
            settings.reveals = true
            settings.minimumAnswers = 3
        }
    }

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }
    private var gold: ManageGold { ManageGold(bench.environment) }
    private var review: ReviewGold { ReviewGold(bench.environment) }
    private var dispute: DisputeGold { DisputeGold(bench.environment) }

    private func set(_ change: (inout GoldSettings) -> Void) async throws {
        let (present, revision) = try await gold.settings(of: id, by: rolf)
        var settings = present
        change(&settings)
        try await gold.set(settings, revision: revision, in: id, by: rolf)
    }

    /// Works until nothing is left or the person is paused.
    private func work(_ person: Principal, _ shapes: [Annotation]) async throws {
        while let item = try? await bench.next(in: id, for: person) {
            try await bench.submit(shapes, to: item, by: person)
            await bench.environment.settlements.drain()
        }
    }

    private func turns(of person: Principal) async throws -> [GoldTurn] {
        try await review.own(in: id, by: person).turns
    }

    @Test(
        "a ruling changes scores and pauses of all at once, and the people are told",
        arguments: [
            (GoldDispute.Ruling.upheld, 0.0, true), (.accepted, 1.0 / 3, false), (.voided, 0.0, false),
            (.fixed, 1.0 / 3, false),
        ])
    func rulings(ruling: GoldDispute.Ruling, score: Double, isPaused: Bool) async throws {
        let ada = try await bench.member("Ada", of: id)
        let bob = try await bench.member("Bob", of: id)
        try await work(ada, [])
        try await work(bob, [])
        let turn = try #require(try await turns(of: ada).first)
        try await dispute(.client(1), of: turn.assignmentID, reason: "There is no cat.", by: ada)
        try await dispute(.client(1), of: turn.assignmentID, reason: "There is no cat.", by: ada)
        let again = try await refusal {
            try await dispute(.client(2), of: turn.assignmentID, reason: "Still none.", by: ada)
        }
        #expect(again?.code == .conflict)
        #expect(try await dispute.list(in: id, by: rolf).map(\.name) == ["Ada"])
        let draft = RulingDraft(
            ruling: ruling, reply: "Thank you.", parts: ruling == .fixed ? [] : nil)
        try await dispute.decide(.client(1), draft, in: id, by: rolf)
        for person in [ada, bob] {
            let own = try await review.own(in: id, by: person)
            let distance = abs((own.standing?.score.value ?? 0) - score)
            #expect(distance < 1e-12)
            #expect(own.standing?.score.n == (ruling == .voided ? 2 : 3))
            #expect((own.pause != nil) == isPaused)
            let kinds = Set(own.notices.map(\.kind))
            #expect(kinds.contains(.disputeDecided) == (person.account.id == ada.account.id))
            #expect(kinds.contains(.scoreChanged) == (ruling != .upheld))
            #expect(kinds.contains(.pauseEnded) == !isPaused)
        }
        let view = try await review.result(of: turn.assignmentID, by: ada)
        #expect(view.dispute?.ruling == ruling && view.dispute?.reply == "Thank you.")
        let twice = try await refusal { try await dispute.decide(.client(1), draft, in: id, by: rolf) }
        #expect(twice?.code == .conflict)
        try await dispute.markSeen(in: id, by: ada)
        #expect(try await review.own(in: id, by: ada).notices.allSatisfy { $0.seenAt != nil })
    }

    private func earnings(_ person: Principal) async throws -> [PayWork] {
        try await ReviewPay(bench.environment).earnings(in: id, by: person).work
    }

    /// How many pieces of a person's work are in each state.
    private func states(of person: Principal) async throws -> [PayWork.State: Int] {
        Dictionary(grouping: try await earnings(person), by: \.state).mapValues(\.count)
    }

    /// The sum of the ledger, and what the project is said to have spent.
    private func ledger() async throws -> (sum: Int, spent: Int, entries: [PayEntry]) {
        let entries = try await ReviewPay(bench.environment).ledger(of: id, limit: 10_000, by: rolf).map(
            \.entry)
        let spent = try await ReviewPay(bench.environment)(id, by: rolf).spent
        return (entries.reduce(0) { $0 + $1.change }, spent, entries)
    }

    private func pay() async throws {
        try await set { $0.rejectsWork = true }
        var draft = WorkPlanDraft()
        draft.pay = .these(PayTerms(currency: "EUR", price: 30))
        let plan = PlanWork(bench.environment)
        let revision = try await plan.plan(of: id, by: rolf).revision
        _ = try await plan.edit(draft, of: id, revision: revision, by: rolf)
    }

    @Test("what a pause rejected is earned again when the ruling ends it; what a person decided stays")
    func payFollows() async throws {
        try await pay()
        let ada = try await bench.member("Ada", of: id)
        let first = try await bench.answer([], in: id, by: ada).submission
        let second = try await bench.answer([], in: id, by: ada).submission
        let decide = DecidePay(bench.environment)
        func judge(_ decision: PayDecision, _ answer: Submission) async throws {
            _ = try await decide(
                decision, on: [PayWorkID(answer.id.rawValue)], feedback: "By hand.", in: id, by: rolf)
        }
        await bench.environment.settlements.drain()
        try await judge(.approve, first)
        try await judge(.reject, second)
        try await work(ada, [])
        let paused = try await review.own(in: id, by: ada)
        let pause = try #require(paused.pause)
        let all = try await earnings(ada).count
        #expect(all > 3)
        #expect(try await states(of: ada) == [.approved: 1, .rejected: all - 1])
        let told = try #require(paused.notices.first { $0.kind == .payRejected })
        #expect(told.detail == "\(all - 2) \(30 * (all - 2)) EUR")
        #expect(try await earnings(ada).count { $0.feedback == pause.reason } == all - 2)
        let before = try await ledger()
        #expect(before.sum == 30 && before.spent == 30)
        // One that the server rejected is rejected by hand as well: approved, it stays so after the pause.
        let byHand = try #require(try await earnings(ada).first { $0.feedback == pause.reason })
        _ = try await decide(.approve, on: [byHand.id], feedback: "Good.", in: id, by: rolf)

        let turn = try #require(try await turns(of: ada).first)
        try await dispute(.client(1), of: turn.assignmentID, reason: "There is no cat.", by: ada)
        try await dispute.decide(
            .client(1), RulingDraft(ruling: .accepted, reply: "", parts: nil), in: id, by: rolf)
        #expect(try await review.own(in: id, by: ada).pause == nil)
        #expect(try await states(of: ada) == [.approved: 2, .rejected: 1, .pending: all - 3])
        #expect(try await earnings(ada).first { $0.state == .rejected }?.feedback == "By hand.")
        let restored = try #require(
            try await review.own(in: id, by: ada).notices.first { $0.kind == .payRestored })
        #expect(restored.detail == "\(all - 3) \(30 * (all - 3)) EUR")
        let after = try await ledger()
        #expect(after.sum == 30 * (all - 1) && after.spent == after.sum)
        #expect(Array(after.entries.suffix(before.entries.count)) == before.entries, "the ledger only grows")
        let again = after.entries.prefix { $0.event == .earned }
        #expect(again.count == all - 3 && again.allSatisfy { $0.authorID == nil && !$0.reason.isEmpty })
    }

    @Test("a correction that makes somebody fail rejects what is unjudged, and so is what they still hand in")
    func payFollowsTheOtherWay() async throws {
        try await pay()
        let ada = try await bench.member("Ada", of: id)
        while try await turns(of: ada).count < 3 {
            try await bench.answer([.box(1, cat)], in: id, by: ada)
            await bench.environment.settlements.drain()
        }
        let held = try #require(try await bench.next(in: id, for: ada))
        #expect(try await states(of: ada).keys.map(\.self) == [.pending])
        for report in try await review.items(of: id, by: rolf) {
            var change = GoldItemChange()
            change.answers = [(nil, [GoldAnswer.Part(annotation: .box(9_000, cat, x: 36))])]
            try await gold.change(report.item.id, change, revision: report.item.revision, in: id, by: rolf)
        }
        #expect(try await review.own(in: id, by: ada).pause != nil)
        try await bench.submit([], to: held, by: ada)
        #expect(try await states(of: ada).keys.map(\.self) == [.rejected])
        #expect(try await ledger().spent == 0)
        try await gold.lift(ada.account.id, in: id, by: rolf)
        #expect(try await states(of: ada).keys.map(\.self) == [.pending])
        let total = 30 * (try await earnings(ada).count)
        #expect(try await ledger().spent == total)
    }

    @Test("a pause by hand, and one where the project does not say so, leaves the pay alone")
    func payStays() async throws {
        try await pay()
        try await set { $0.rejectsWork = false }
        let ada = try await bench.member("Ada", of: id)
        try await work(ada, [])
        #expect(try await review.own(in: id, by: ada).pause != nil)
        #expect(try await states(of: ada).keys.map(\.self) == [.pending])
        try await set { $0.rejectsWork = true }
        #expect(
            try await states(of: ada).keys.map(\.self) == [.rejected], "the rule holds from when it is set")
        let bob = try await bench.member("Bob", of: id)
        try await bench.answer([], in: id, by: bob)
        await bench.environment.settlements.drain()
        try await gold.pause(bob.account.id, reason: "Please call.", in: id, by: rolf)
        #expect(try await states(of: bob).keys.map(\.self) == [.pending])
        try await set { $0.rejectsWork = false }
        #expect(try await states(of: ada).keys.map(\.self) == [.pending])
    }

    @Test("only a result that is shown can be disputed, by the person whose it is")
    func closed() async throws {
        let ada = try await bench.member("Ada", of: id)
        try await work(ada, [])
        let turn = try #require(try await turns(of: ada).first)
        let bob = try await bench.member("Bob", of: id)
        let foreign = try await refusal {
            try await dispute(.client(1), of: turn.assignmentID, reason: "No.", by: bob)
        }
        try await set { $0.reveals = false }
        let hidden = try await refusal {
            try await dispute(.client(1), of: turn.assignmentID, reason: "No.", by: ada)
        }
        let missing = try await refusal {
            try await dispute(.client(1), of: AssignmentID("nowhere"), reason: "No.", by: ada)
        }
        #expect(foreign?.code == .notFound && foreign == hidden && hidden == missing)
        #expect(try await refusal { try await dispute.list(in: id, by: ada) }?.code == .forbidden)
    }

    @Test("where results are kept back, a corrected answer tells nobody which image was gold")
    func blind() async throws {
        try await set { $0.reveals = false }
        let ada = try await bench.member("Ada", of: id)
        try await work(ada, [.box(1, cat)])
        for report in try await review.items(of: id, by: rolf) {
            var change = GoldItemChange()
            change.answers = [(nil, [])]
            try await gold.change(report.item.id, change, revision: report.item.revision, in: id, by: rolf)
        }
        let own = try await review.own(in: id, by: ada)
        #expect(own.notices.isEmpty && own.turns.isEmpty && own.standing == nil)
    }

    @Test("an item that nobody passes goes into quarantine by itself, until somebody trusts it anew")
    func quarantine() async throws {
        try await set { $0.pauseRule = .never }
        let wrong = Annotation(
            id: .client(1), labelID: cat, shape: .box(Box(x: 40, y: 30, width: 12, height: 12)))
        for number in 0..<11 {
            try await work(try await bench.member("P\(number)", of: id), [wrong])
        }
        let reports = try await review.items(of: id, by: rolf)
        let suspects = reports.filter { $0.item.state == .suspect }
        #expect(!suspects.isEmpty)
        for report in suspects {
            #expect(report.health.passRate.n == GoldHealth.minimumAnswers)
            #expect(report.item.reason.contains("nobody passes"))
        }
        let first = try #require(suspects.first?.item)
        bench.time.turn(seconds: 60)
        var change = GoldItemChange()
        change.state = .active
        let trusted = try await gold.change(first.id, change, revision: first.revision, in: id, by: rolf)
        #expect(trusted.trustedAt != nil)
        let health = try #require(try await review.items(of: id, by: rolf).first { $0.item.id == first.id })
            .health
        #expect(health.passRate.n == 0)
    }

    @Test("images on which everybody agrees are suggested, the others are not, and taken ones no more")
    func suggestions() async throws {
        try await set { $0.rate = 0 }
        let people = [
            try await bench.member("Ada", of: id), try await bench.member("Bob", of: id),
            try await bench.member("Cleo", of: id),
        ]
        for (index, person) in people.enumerated() {
            for number in 0..<3 {
                let item = try #require(try await bench.next(in: id, for: person))
                let isOdd = item.image.id == images[4].id && index == 2
                let shapes: [Annotation] = [.box(number * 10 + index + 1, cat, x: isOdd ? 40 : 4)]
                try await bench.submit(shapes, to: item, by: person)
                await bench.environment.settlements.drain()
            }
        }
        let suggest = SuggestGold(bench.environment)
        let found = try await suggest(in: id, limit: 10, by: rolf)
        #expect(Set(found.map(\.image.id)) == [images[3].id, images[5].id])
        #expect(found.allSatisfy { $0.people == 3 && $0.objects == 1 && $0.meanIoU == 1 })
        try await gold.add(
            [GoldItemDraft(imageID: images[3].id, purpose: .stream, source: .consensus)], to: id, by: rolf)
        #expect(try await suggest(in: id, limit: 10, by: rolf).map(\.image.id) == [images[5].id])
    }
}
