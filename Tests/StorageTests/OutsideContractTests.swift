import Labeling
import Testing

@testable import Storage

@Suite("Store contract: people from outside")
struct OutsideContractTests {
    private func link(
        _ number: Int, kind: OutsideLink.Kind = .prolific, after seconds: Int64 = 0
    ) -> OutsideLink {
        OutsideLink(
            id: Sample.id(number), projectID: Sample.id(1), name: "Study \(number)", kind: kind, images: 2,
            capacity: 10, completionCode: "C0DE", completionURL: "https://example.org/?cc={code}",
            expiresAt: Sample.start.adding(seconds: 86_400), authorID: Sample.id(1),
            createdAt: Sample.start.adding(seconds: seconds))
    }

    private func worker(_ name: String, person: Int, link: Int = 1) -> OutsideWorker {
        OutsideWorker(
            projectID: Sample.id(1), kind: .prolific, worker: name, accountID: Sample.id(person),
            linkID: Sample.id(link), createdAt: Sample.start)
    }

    private func visit(_ number: Int, person: Int, key: String, link: Int = 1) -> OutsideVisit {
        OutsideVisit(
            id: Sample.id(number), linkID: Sample.id(link), accountID: Sample.id(person), outsideKey: key,
            studyKey: "study", submitTo: "https://example.org", createdAt: Sample.start)
    }

    @Test(
        "links come back as they were, the newest first, and are revoked once",
        arguments: TestEngine.available)
    func links(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let (old, new) = (link(1), link(2, kind: .personal, after: 5))
            try await store.write { tx in
                try tx.insert(old)
                try tx.insert(new)
            }
            #expect(try await store.read { try $0.outsideLink(old.id) } == old)
            #expect(try await store.read { try $0.outsideLink(Sample.id(9)) } == nil)
            let listed = try await store.read { tx in
                try tx.outsideLinks(of: Sample.id(1)).map {
                    [$0.link.id.rawValue, "\($0.people)", "\($0.answers)"]
                }
            }
            #expect(listed == [[new.id.rawValue, "0", "0"], [old.id.rawValue, "0", "0"]])
            let at = Sample.start.adding(seconds: 60)
            #expect(try await store.write { try $0.revokeOutsideLink(old.id, at: at) })
            #expect(try await store.write { try !$0.revokeOutsideLink(old.id, at: at.adding(seconds: 9)) })
            #expect(try await store.read { try $0.outsideLink(old.id)?.revokedAt } == at)
            await #expect(throws: BoxwoodError.self) { try await store.write { try $0.insert(old) } }
        }
    }

    @Test(
        "a worker is one annotator of a project; a visit is one stay at a link",
        arguments: TestEngine.available)
    func workers(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 3)
            let (ada, stay) = (worker("P1", person: 1), visit(1, person: 1, key: "S1"))
            try await store.write { tx in
                try tx.insert(link(1))
                try tx.insert(link(2))
                try tx.insert(ada)
                try tx.insert(worker("P2", person: 2))
                try tx.insert(stay)
            }
            #expect(
                try await store.read { try $0.outsideWorker("P1", kind: .prolific, in: Sample.id(1)) } == ada)
            #expect(
                try await store.read { try $0.outsideWorker("P1", kind: .turk, in: Sample.id(1)) } == nil,
                "another marketplace has other people")
            #expect(try await store.read { try $0.outsidePeople(by: Sample.id(1)) } == 2)
            #expect(try await store.read { try $0.outsidePeople(by: Sample.id(2)) } == 0)
            for again in [worker("P1", person: 3), worker("P1", person: 1, link: 2)] {
                await #expect(throws: BoxwoodError.self) { try await store.write { try $0.insert(again) } }
            }
            #expect(try await store.read { try $0.outsideVisit(stay.id) } == stay)
            #expect(
                try await store.read {
                    try $0.outsideVisit(to: Sample.id(1), by: Sample.id(1), key: "S1")
                } == stay)
            #expect(
                try await store.read {
                    try $0.outsideVisit(to: Sample.id(1), by: Sample.id(1), key: "S2")
                } == nil)
            await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.insert(visit(2, person: 1, key: "S1")) }
            }
        }
    }

    @Test("an answer counts for one visit, in the order in which they came", arguments: TestEngine.available)
    func answers(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await store.write { tx in
                try tx.insert(link(1))
                try tx.insert(worker("P1", person: 1))
                for number in 1...2 { try tx.insert(visit(number, person: 1, key: "S\(number)")) }
                for number in [2, 1] {
                    let turn = try tx.take(number, image: number, person: 1)
                    try tx.answer(turn, number: number)
                    try tx.addOutsideAnswer(Sample.clientID(number), to: Sample.id(1))
                }
            }
            let kept = try await store.read { tx in try tx.outsideAnswers(of: Sample.id(1)).map(\.id) }
            #expect(kept == [Sample.clientID(1), Sample.clientID(2)])
            #expect(try await store.read { tx in try tx.outsideAnswers(of: Sample.id(2)).isEmpty })
            #expect(try await store.read { try $0.outsideVisit(of: Sample.clientID(1)) } == Sample.id(1))
            await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.addOutsideAnswer(Sample.clientID(1), to: Sample.id(2)) }
            }
            let counted = try await store.read { tx in
                try tx.outsideLinks(of: Sample.id(1)).map { [$0.people, $0.answers] }
            }
            #expect(counted == [[1, 2]])
        }
    }

    @Test("hosts are replaced as a whole, in order", arguments: TestEngine.available)
    func hosts(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            for hosts in [["https://b.example", "https://a.example"], ["https://c.example"], []] {
                try await store.write { try $0.setOutsideHosts(hosts, of: Sample.id(1)) }
                #expect(try await store.read { try $0.outsideHosts(of: Sample.id(1)) } == hosts.sorted())
            }
        }
    }
}
