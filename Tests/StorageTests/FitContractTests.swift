import Labeling
import Testing

@testable import Storage

@Suite("Store contract: fits of a project's consensus")
struct FitContractTests {
    private func fit(_ digest: Character, answers: Int, revision: Int) -> FitRecord {
        FitRecord(
            projectID: Sample.id(1), digest: String(repeating: digest, count: 64),
            settings: ConsensusSettings(method: "bayes", iouThreshold: 0.4, quorum: 1.0 / 3), images: 2,
            answers: answers, answersRevision: revision, document: "{\"people\":[]}", computedAt: Sample.start
        )
    }

    @Test(
        "the fit of a project is the last one stored, and goes with the project",
        arguments: TestEngine.available)
    func lastFit(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            #expect(try await store.read { try $0.fit(of: Sample.id(1)) } == nil)
            let last = fit("b", answers: 7, revision: 9)
            let first = fit("a", answers: 3, revision: 4)
            try await store.write { tx in
                try tx.put(first)
                try tx.put(last)
            }
            #expect(try await store.read { try $0.fit(of: Sample.id(1)) } == last)
            try await store.write { try $0.deleteProject(Sample.id(1)) }
            #expect(try await store.read { try $0.fit(of: Sample.id(1)) } == nil)
        }
    }

    @Test("an image's consensus remembers its fit and its risk", arguments: TestEngine.available)
    func provenance(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            let record = Sample.consensus(image: Sample.id(1), risk: 0.3, fit: "abc")
            try await store.write { try $0.put(record) }
            #expect(try await store.read { try $0.consensus(image: Sample.id(1)) } == record)
        }
    }

    @Test(
        "the answers' revision changes with every accepted answer, known answer and removal, and with nothing else",
        arguments: TestEngine.available)
    func revision(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 3)
            var seen = [try await store.read { try $0.answersRevision(of: Sample.id(1)) }]
            func step(
                changes: Bool, _ body: @escaping @Sendable (any WriteTransaction) throws -> Void
            ) async throws {
                try await store.write(body)
                let now = try await store.read { try $0.answersRevision(of: Sample.id(1)) }
                #expect(seen.contains(now) == !changes, "\(now) after \(seen)")
                seen.append(now)
            }
            func gold(_ annotations: [Annotation], kind: ReferenceLayer.Kind = .gold) -> ReferenceLayer {
                ReferenceLayer(
                    id: Sample.id(kind == .gold ? 1 : kind == .truth ? 3 : 2), imageID: Sample.id(1),
                    kind: kind, source: kind.rawValue,
                    annotations: annotations, createdAt: Sample.start)
            }
            let (first, late) = (
                Sample.submission(1, image: Sample.id(1), annotator: Sample.id(1)),
                Sample.submission(2, image: Sample.id(1), annotator: Sample.id(2), status: .late)
            )
            try await step(changes: true) { try $0.insert(first) }
            try await step(changes: false) { try $0.insert(late) }
            let (empty, prediction) = (gold([]), gold([], kind: .prediction))
            try await step(changes: true) { try $0.put(empty) }
            try await step(changes: true) { try $0.put(empty) }
            let truth = gold([], kind: .truth)
            try await step(changes: true) { try $0.put(truth) }
            try await step(changes: false) { try $0.put(prediction) }
            try await step(changes: false) { try $0.put(Sample.consensus(image: Sample.id(1))) }
            try await step(changes: true) { try $0.deleteImage(Sample.id(1)) }
        }
    }
}
