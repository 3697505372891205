import Geometry
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: audits of the consensus")
struct QualityAuditContractTests {
    private func audit(_ number: Int, size: Int = 2) -> QualityAudit {
        QualityAudit(
            id: Sample.id(number), projectID: Sample.id(1), unit: .object, isStratified: true,
            seed: 1 << 53 - 1, size: size, population: [Sample.hash(7): 7], halfWidth: 1.0 / 3, atLeast: nil,
            settings: ConsensusSettings(method: "bayes", recalibration: .logistic), fit: nil,
            answersRevision: 5, digest: Sample.hash(number), authorID: Sample.id(1),
            createdAt: Sample.start.adding(seconds: Int64(number)))
    }

    private func items(_ count: Int) -> [QualityAuditItem] {
        (1...count).map { number in
            QualityAuditItem(
                number: number, imageID: Sample.id(1), size: PixelSize(width: 640, height: 480),
                labelID: number == 1 ? Sample.id(1) : nil,
                objects: [
                    QualityAuditItem.Object(
                        id: "o\(number)", labelID: Sample.id(1), shape: Sample.polygonWithHole(1).shape)
                ])
        }
    }

    private func judgement(
        _ number: Int, item: Int, _ verdict: AuditJudgement.Verdict, _ reason: AuditJudgement.Reason? = nil
    ) -> AuditJudgement {
        AuditJudgement(
            id: Sample.clientID(number), item: item, verdict: verdict, reason: reason, judgeID: Sample.id(1),
            createdAt: Sample.start)
    }

    @Test("an audit comes back as it was stored, the newest first", arguments: TestEngine.available)
    func stored(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let (first, second, items) = (audit(1), audit(2), items(2))
            try await store.write { tx in
                try tx.insert(first, items: items)
                try tx.insert(second, items: [])
            }
            #expect(try await store.read { try $0.qualityAudit(first.id) } == first)
            #expect(try await store.read { try $0.qualityAudits(of: Sample.id(1)) } == [second, first])
            #expect(try await store.read { try $0.item(2, of: first.id) } == items[1])
            #expect(try await store.read { try $0.item(3, of: first.id) } == nil)
            #expect(try await store.read { try $0.itemLabels(of: first.id) } == [Sample.id(1), nil])
        }
    }

    @Test("the last word on an item counts, and every word is kept", arguments: TestEngine.available)
    func lastWord(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let (audit, items) = (audit(1), items(2))
            let words = [
                judgement(1, item: 1, .wrong, .misplaced), judgement(2, item: 2, .right),
                judgement(3, item: 1, .right),
            ]
            try await store.write { tx in
                try tx.insert(audit, items: items)
                for word in words { try tx.append(word, to: audit.id) }
            }
            #expect(
                try await store.read { try $0.judgements(of: audit.id) } == [1: words[2], 2: words[1]])
            #expect(try await store.read { try $0.judgement(words[0].id)?.judgement } == words[0])
            let again = words[0]
            await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.append(again, to: audit.id) }
            }
        }
    }

    @Test(
        "an audit outlives its images, and goes with its project", arguments: TestEngine.available)
    func lifetime(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let (audit, items, word) = (audit(1), items(2), judgement(1, item: 1, .right))
            try await store.write { tx in
                try tx.insert(audit, items: items)
                try tx.append(word, to: audit.id)
                try tx.deleteImage(Sample.id(1))
            }
            #expect(try await store.read { try $0.item(1, of: audit.id) } == items[0])
            try await store.write { try $0.deleteProject(Sample.id(1)) }
            #expect(try await store.read { try $0.qualityAudit(audit.id) } == nil)
            #expect(try await store.read { try $0.judgements(of: audit.id) }.isEmpty)
        }
    }
}
