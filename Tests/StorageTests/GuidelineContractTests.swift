import GRDB
import Geometry
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: guidelines")
struct GuidelineContractTests {
    private func guideline(_ version: Int, asksAgain: Bool = false) -> Guideline {
        Guideline(
            id: Sample.clientID(version), projectID: Sample.id(1), version: version,
            instructions: "# Version \(version)", note: "New", requiresQualification: asksAgain,
            authorID: Sample.id(1), createdAt: Sample.start.adding(seconds: Int64(version)))
    }

    private func example(_ number: Int, verdict: GuidelineExample.Verdict = .good) -> GuidelineExample {
        GuidelineExample(
            id: Sample.clientID(number), projectID: Sample.id(1), imageID: Sample.id(1),
            size: PixelSize(width: 640, height: 480), labelID: Sample.id(1),
            shape: Sample.polygonWithHole(1).shape, verdict: verdict, reason: "It is tight.")
    }

    @Test("versions come back with their examples, in their order", arguments: TestEngine.available)
    func versions(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let (kept, dropped, added) = (example(50), example(51, verdict: .bad), example(52))
            try await store.write { tx in
                let first = (try tx.newestGuideline(of: Sample.id(1))?.version ?? 0) + 1
                try tx.insert(guideline(first), examples: [dropped, kept])
                try tx.insert(guideline(first + 1, asksAgain: true), examples: [kept, added])
                try tx.insert(guideline(first + 2), examples: [])
            }
            let all = try await store.read { try $0.guidelines(of: Sample.id(1)) }
            let versions = all.map(\.version)
            #expect(versions == versions.sorted(by: >))
            #expect(try await store.read { try $0.newestGuideline(of: Sample.id(1)) } == all[0])
            #expect(try await store.read { try $0.guideline(versions[2], of: Sample.id(1)) } == all[2])
            #expect(try await store.read { try $0.guideline(all[1].id) } == all[1])
            #expect(try await store.read { try $0.lastRequalification(of: Sample.id(1)) } == all[1])
            #expect(try await store.read { try $0.examples(of: all[2].id) } == [dropped, kept])
            #expect(try await store.read { try $0.examples(of: all[1].id) } == [kept, added])
            #expect(try await store.read { try $0.examples(of: all[0].id) }.isEmpty)
            #expect(try await store.read { try $0.example(added.id) } == added)
            let again = Guideline(
                id: Sample.clientID(90), projectID: Sample.id(1), version: versions[0], instructions: "",
                note: "",
                requiresQualification: false, authorID: nil, createdAt: Sample.start)
            await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.insert(again, examples: [example(91)]) }
            }
            #expect(
                try await store.read { try $0.example(Sample.clientID(91)) } == nil,
                "nothing of a refused one stays")
            #expect(throws: (any Error).self) {
                try store.writer.write { db in
                    try db.execute(sql: "UPDATE guideline_example SET reason = 'x'")
                }
            }
        }
    }

    @Test("what was read never goes back", arguments: TestEngine.available)
    func readings(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 2)
            for (version, expected) in [(2, 2), (5, 5), (3, 5)] {
                try await store.write {
                    try $0.recordReading(of: version, by: Sample.id(1), in: Sample.id(1), at: Sample.start)
                }
                #expect(
                    try await store.read { try $0.guidelineRead(by: Sample.id(1), in: Sample.id(1)) }
                        == expected)
            }
            #expect(try await store.read { try $0.guidelineRead(by: Sample.id(2), in: Sample.id(1)) } == nil)
        }
    }
}
