import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Money")
struct PayTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let bob: Principal
    let id: ProjectID

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        id = try await bench.project(replication: 2, by: rolf).project.id
        ada = try await bench.member("Ada", of: id)
        bob = try await bench.member("Bob", of: id)
        try await bench.place(images: (0..<6).map { "\($0).png" }, in: id)
    }

    private func pay(_ terms: PayTerms, skipPolicy: String? = nil) async throws {
        var draft = WorkPlanDraft()
        draft.pay = .these(terms)
        draft.skipPolicy = skipPolicy
        let work = PlanWork(bench.environment)
        let revision = try await work.plan(of: id, by: rolf).revision
        _ = try await work.edit(draft, of: id, revision: revision, by: rolf)
    }

    private func summary() async throws -> PaySummary {
        try await ReviewPay(bench.environment)(id, by: rolf)
    }

    private func earned(_ person: Principal) async throws -> [PayWork] {
        try await ReviewPay(bench.environment).earnings(in: id, by: person).work
    }

    private func decide(
        _ decision: PayDecision, _ works: [PayWork], _ feedback: String = ""
    ) async throws -> Int {
        try await DecidePay(bench.environment)(
            decision, on: works.map(\.id), feedback: feedback, in: id, by: rolf)
    }

    @Test("the bills of the examples: 1,000 at 0.30 once is 300, at 0.20 twice 400, plus fees")
    func bills() async throws {
        let once = PayTerms(currency: "USD", price: 30)
        let twice = PayTerms(currency: "USD", price: 20, feeBasisPoints: 2_000)
        let estimate = EstimatePay(bench.environment)
        let first = try await estimate(once, images: 1_000, replication: 1, secondPasses: 0, in: id, by: rolf)
        #expect(first.most.total == 300_00 && first.least == first.most && first.most.fees == 0)
        let second = try await estimate(
            twice, images: 1_000, replication: 2, secondPasses: 0, in: id, by: rolf)
        #expect(second.most.pay == 400_00 && second.most.fees == 80_00 && second.most.total == 480_00)
        #expect(PayTerms(currency: "USD", price: 1, feeBasisPoints: 1).fees(on: 1) == 1, "rounded up")
        #expect(
            PayTerms(currency: "USD", price: 5, secondPassPrice: 2).bill(answers: 3, secondPasses: 4).pay
                == 23)
        try await pay(PayTerms(currency: "EUR", price: 30, budget: 400))
        let rest = try await estimate(nil, images: nil, replication: nil, secondPasses: 0, in: id, by: rolf)
        #expect(rest.images == 6 && rest.most.answers == 12 && rest.most.total == 360 && rest.fitsBudget)
        #expect(PayTerms.decimal(1_230, currency: "EUR") == "12.30")
        #expect(PayTerms.decimal(1_230, currency: "JPY") == "1230")
        #expect(PayTerms.decimal(-5, currency: "KWD") == "-0.005")
    }

    @Test("an answer that counts earns its promised price once, however often it is sent")
    func earning() async throws {
        try await pay(PayTerms(currency: "EUR", price: 30))
        let turn = try #require(try await bench.next(in: id, for: ada))
        #expect(try await summary().committed == 30)
        try await pay(PayTerms(currency: "EUR", price: 10))
        let key: SubmissionID = .client(7)
        try await bench.submit([], to: turn, id: key, by: ada)
        try await bench.submit([], to: turn, id: key, by: ada)
        let works = try await earned(ada)
        #expect(works.map(\.amount) == [30], "as promised when it was taken")
        #expect(works.map(\.state) == [.pending] && works.map(\.kind) == [.answer])
        let now = try await summary()
        #expect(now.spent == 30 && now.committed == 0 && now.people.map(\.name) == ["Ada"])
        #expect(try await earned(bob) == [])
    }

    @Test("a late answer earns nothing, a skip that counts earns as an answer does")
    func late() async throws {
        try await pay(PayTerms(currency: "EUR", price: 30), skipPolicy: "counted")
        let first = try #require(try await bench.next(in: id, for: ada))
        bench.time.turn(seconds: 200)
        for name in ["Cleo", "Dan"] {
            let person = try await bench.member(name, of: id)
            while let item = try await bench.next(in: id, for: person) {
                try await bench.submit([], to: item, by: person)
                if item.image.id == first.image.id { break }
            }
        }
        #expect(try await refusal { try await bench.submit([], to: first, by: ada) }?.code == .late)
        #expect(try await earned(ada) == [])
        let next = try #require(try await bench.next(in: id, for: bob)).assignment
        try await HoldLease(bench.environment).skip(
            next.id, lease: next.leaseToken, reason: "all black", by: bob)
        #expect(try await earned(bob).map(\.kind) == [.skip])
    }

    @Test("the budget is never exceeded: what is owed, promised and the fees count")
    func budget() async throws {
        // Three answers of 30 with 20 % are 108; a fourth would be 144.
        try await pay(PayTerms(currency: "EUR", price: 30, feeBasisPoints: 2_000, budget: 143))
        for person in [ada, bob] { try await bench.answer([], in: id, by: person) }
        #expect(try await bench.next(in: id, for: ada) != nil)
        let refused = try await refusal { try await bench.next(in: id, for: bob) }
        #expect(refused?.code == .budgetSpent)
        #expect(try await summary().isSpent)
        let waiting = try await SettleEscalation(bench.environment).list(
            in: id, after: nil, limit: 10, by: rolf)
        #expect(waiting.items.count == 5 && waiting.items.allSatisfy { $0.reason == .budget })
        let works = try await earned(ada)
        #expect(try await decide(.reject, works, "Nothing was drawn.") == 1)
        #expect(try await bench.next(in: id, for: bob) != nil, "what is rejected is not spent")
        #expect(try await summary().spent + summary().committed == 90)
        let bonus = BonusDraft(id: .client(1), account: ada.account.id, amount: 30, reason: "thanks")
        #expect(
            try await refusal { try await DecidePay(bench.environment).bonus(bonus, in: id, by: rolf) }?.code
                == .budgetSpent)
    }

    @Test("many people who ask at once never exceed the budget")
    func budgetAtOnce() async throws {
        try await pay(PayTerms(currency: "EUR", price: 10, budget: 75))
        var people: [Principal] = []
        for number in 0..<12 { people.append(try await bench.member("P\(number)", of: id)) }
        await withTaskGroup(of: Void.self) { group in
            for person in people {
                group.addTask { [bench, id] in
                    guard let item = try? await bench.next(in: id, for: person) else { return }
                    _ = try? await bench.submit([], to: item, by: person)
                }
            }
        }
        #expect(try await summary().spent == 70)
    }

    @Test(
        "rejected work can be approved, approved work stays so; the person reads why, and the ledger keeps it all"
    )
    func decisions() async throws {
        try await pay(PayTerms(currency: "EUR", price: 30))
        try await bench.answer([], in: id, by: ada)
        let works = try await earned(ada)
        #expect(try await refusal { try await decide(.reject, works) }?.field == "feedback")
        #expect(try await decide(.reject, works, "Two cats are missing.") == 1)
        #expect(try await decide(.reject, works, "Two cats are missing.") == 0)
        #expect(try await earned(ada).map(\.feedback) == ["Two cats are missing."])
        #expect(try await summary().spent == 0)
        #expect(try await decide(.approve, works) == 1)
        #expect(try await summary().spent == 30)
        #expect(try await refusal { try await decide(.reject, works, "no") }?.code == .conflict)
        let ledger = try await ReviewPay(bench.environment).ledger(of: id, limit: 10, by: rolf)
        #expect(ledger.map(\.entry.event) == [.approved, .rejected, .earned])
        #expect(ledger.map(\.entry.change) == [30, -30, 30])
        #expect(ledger.map(\.name) == ["Ada", "Ada", "Ada"])
    }

    @Test("work that nobody judges is approved after its time, by the clock")
    func autoApproval() async throws {
        try await pay(PayTerms(currency: "EUR", price: 30, autoApproveHours: 24))
        try await bench.answer([], in: id, by: ada)
        let keeper = KeepPayCurrent(bench.environment)
        bench.time.turn(seconds: 24 * 3_600 - 1)
        try await bench.answer([], in: id, by: bob)
        #expect(try await keeper.look() == 0)
        bench.time.turn(seconds: 1)
        #expect(try await keeper.look() == 1)
        #expect(try await earned(ada).map(\.state) == [.approved])
        #expect(try await earned(bob).map(\.state) == [.pending])
        let ledger = try await ReviewPay(bench.environment).ledger(of: id, limit: 1, by: rolf)
        #expect(ledger[0].entry.event == .approved && ledger[0].entry.authorID == nil)
    }

    @Test("what is due is paid once; a payout says who got what, and the same one again pays nothing")
    func payouts() async throws {
        try await pay(PayTerms(currency: "EUR", price: 30))
        for person in [ada, ada, bob] { try await bench.answer([], in: id, by: person) }
        _ = try await decide(.approve, try await earned(ada))
        let bonus = BonusDraft(id: .client(1), account: ada.account.id, amount: 15, reason: "thanks")
        let desk = DecidePay(bench.environment)
        let given = try await desk.bonus(bonus, in: id, by: rolf)
        #expect(try await desk.bonus(bonus, in: id, by: rolf) == given)
        let people = PayPeople(bench.environment)
        let due = try await people.due(in: id, by: rolf)
        #expect(due.map(\.name) == ["Ada"] && due.map(\.amount) == [75] && due.map(\.bonus) == [15])
        let paid = try await people(.client(2), in: id, by: rolf)
        #expect(paid == due)
        #expect(try await people(.client(2), in: id, by: rolf) == due)
        #expect(try await people.due(in: id, by: rolf) == [])
        #expect(try await people.lines(of: .client(2), in: id, by: rolf) == due)
        #expect(try await refusal { try await people(.client(3), in: id, by: rolf) }?.code == .conflict)
        #expect(try await summary().spent == 105)
        #expect(try await earned(ada).allSatisfy { $0.state == .paid })
    }

    @Test("terms are checked by name, and the currency stays once somebody earned")
    func terms() async throws {
        let wrong: [(String, PayTerms)] = [
            ("pay.currency", PayTerms(currency: "eur", price: 1)),
            ("pay.price", PayTerms(currency: "EUR", price: -1)),
            ("pay.secondPassPrice", PayTerms(currency: "EUR", price: 1, secondPassPrice: -1)),
            ("pay.feeBasisPoints", PayTerms(currency: "EUR", price: 1, feeBasisPoints: -1)),
            ("pay.budget", PayTerms(currency: "EUR", price: 1, budget: -1)),
            ("pay.autoApproveHours", PayTerms(currency: "EUR", price: 1, autoApproveHours: -1)),
        ]
        for (field, terms) in wrong { #expect(try await refusal { try await pay(terms) }?.field == field) }
        try await pay(PayTerms(currency: "EUR", price: 30))
        try await bench.answer([], in: id, by: ada)
        let other = try await refusal { try await pay(PayTerms(currency: "USD", price: 30)) }
        #expect(other?.field == "pay.currency")
        #expect(
            try await refusal { try await ReviewPay(bench.environment)(id, by: ada) }?.code == .forbidden)
    }
}
