import GRDB
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: what people earn")
struct PayContractTests {
    private func work(
        _ number: Int, person: Int = 1, kind: PayWork.Kind = .answer, amount: Int = 30,
        after seconds: Int64 = 0
    ) -> PayWork {
        PayWork(
            id: Sample.clientID(number), projectID: Sample.id(1), accountID: Sample.id(person),
            imageID: kind == .bonus ? nil : Sample.id(number), kind: kind, amount: amount, currency: "EUR",
            earnedAt: Sample.start.adding(seconds: seconds))
    }

    @Test(
        "work comes back as it was, in pages, oldest first, and is earned once",
        arguments: TestEngine.available)
    func pages(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 5, people: 2)
            // The last two were earned at the same moment.
            let all = [work(5, after: 1), work(2, person: 2, after: 2), work(1, after: 3), work(3, after: 3)]
            try await store.write { tx in
                for work in all { try tx.earn(work, reason: "", by: nil) }
            }
            #expect(try await store.read { try $0.payWork(all[1].id) } == all[1])
            var (seen, after) = ([PayWork](), PayWorkID?.none)
            repeat {
                let page = try await store.read { [after] tx in
                    try tx.payWork(in: Sample.id(1), state: .pending, after: after, limit: 2)
                }
                seen += page
                after = page.count == 2 ? page.last?.id : nil
            } while after != nil
            #expect(seen == all)
            #expect(
                try await store.read { try $0.payWork(of: Sample.id(1), in: Sample.id(1)) }.map(\.id)
                    == [all[2].id, all[3].id, all[0].id], "the newest first")
            #expect(try await store.read { try $0.paySpent(in: Sample.id(1)) } == 120)
            await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.earn(work(1), reason: "", by: nil) }
            }
            #expect(
                try await store.read { try $0.paySpent(in: Sample.id(1)) } == 120,
                "nothing is left of a refusal")
            #expect(try await store.read { try $0.payEntries(in: Sample.id(1), limit: 9) }.count == 4)
        }
    }

    @Test("the ledger only grows, and its sum is what is spent", arguments: TestEngine.available)
    func ledger(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 2)
            try await store.write { tx in
                for number in 1...3 { try tx.earn(work(number, after: Int64(number)), reason: "", by: nil) }
                try tx.earn(
                    work(9, person: 2, kind: .bonus, amount: 7, after: 4), reason: "Thanks.", by: Sample.id(2)
                )
            }
            func decide(_ number: Int, from: [PayWork.State], to: PayWork.State) async throws -> Bool {
                try await store.write { tx in
                    try tx.decide(
                        Sample.clientID(number), from: from, to: to, feedback: "Look again.",
                        by: Sample.id(2),
                        at: Sample.start.adding(seconds: 9))
                }
            }
            #expect(try await decide(1, from: [.pending], to: .approved))
            #expect(try await !decide(1, from: [.pending], to: .rejected), "it does not wait any more")
            #expect(try await decide(2, from: [.pending], to: .rejected))
            #expect(try await store.read { try $0.paySpent(in: Sample.id(1)) } == 67)
            #expect(try await decide(2, from: [.rejected], to: .approved))
            #expect(try await store.read { try $0.paySpent(in: Sample.id(1)) } == 97)
            #expect(try await !decide(8, from: [.pending], to: .approved), "there is no such work")
            let entries = try await store.read { try $0.payEntries(in: Sample.id(1), limit: 99) }
            #expect(entries.map(\.change).reduce(0, +) == 97)
            #expect(entries.first?.event == .approved)
            #expect(entries.map(\.event).filter { $0 == .earned }.count == 4)
            #expect(try await store.read { try $0.payEntries(in: Sample.id(1), limit: 1) } == [entries[0]])
            let balances = try await store.read { try $0.payBalances(in: Sample.id(1)) }
            #expect(balances.map(\.accountID) == [Sample.id(1), Sample.id(2)])
            #expect(balances[0].parts[.approved]?.amount == 60)
            #expect(balances[0].due == 60)
            #expect(balances[1].bonus.amount == 7)
            #expect(throws: (any Error).self) {
                try store.writer.write { db in try db.execute(sql: "UPDATE pay_entry SET change = 0") }
            }
        }
    }

    @Test("a payout takes what is approved, once", arguments: TestEngine.available)
    func payout(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 2)
            let payout = Payout(
                id: Sample.clientID(70), projectID: Sample.id(1), authorID: Sample.id(2),
                at: Sample.start.adding(seconds: 60))
            try await store.write { tx in
                for number in 1...3 { try tx.earn(work(number, after: Int64(number)), reason: "", by: nil) }
                for number in 1...2 {
                    _ = try tx.decide(
                        Sample.clientID(number), from: [.pending], to: .approved, feedback: "",
                        by: Sample.id(2),
                        at: Sample.start)
                }
            }
            #expect(try await store.write { try $0.payOut(payout) } == 2)
            await #expect(throws: BoxwoodError.self) { try await store.write { try $0.payOut(payout) } }
            #expect(try await store.read { try $0.payout(payout.id) } == payout)
            let paid = try await store.read { try $0.payWork(in: payout.id) }
            #expect(paid.map(\.id) == [Sample.clientID(1), Sample.clientID(2)])
            #expect(paid.allSatisfy { $0.state == .paid })
            #expect(
                try await store.read { try $0.paySpent(in: Sample.id(1)) } == 90, "paying spends nothing more"
            )
            let next = Payout(
                id: Sample.clientID(71), projectID: Sample.id(1), authorID: Sample.id(2), at: payout.at)
            #expect(try await store.write { try $0.payOut(next) } == 0)
        }
    }

    @Test("what is promised is the price of the turns that are held", arguments: TestEngine.available)
    func committed(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await store.write { tx in
                for number in 1...2 {
                    var turn = Sample.assignment(number, image: Sample.id(number), annotator: Sample.id(1))
                    turn.price = 10 * number
                    let isClaimed = try tx.claimSlot(for: turn)
                    #expect(isClaimed)
                }
            }
            #expect(try await store.read { try $0.payCommitted(in: Sample.id(1)) } == 30)
            try await store.write { try $0.end(2, as: .returned) }
            #expect(try await store.read { try $0.payCommitted(in: Sample.id(1)) } == 10)
        }
    }
}
