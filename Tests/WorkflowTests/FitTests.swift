import Agreement
import Foundation
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Fits of a project's consensus to all its answers")
struct FitTests {
    /// A project by skill with some images and three people, of whom the third marks what is not there.
    struct Scene {
        let bench: Bench
        let rolf: Principal
        let project: ProjectDetail
        let images: [LabeledImage]
        let people: [Principal]

        init(images count: Int = 6) async throws {
            bench = try Bench(identifierSeed: 11)
            rolf = try await bench.person("Rolf", role: .requester)
            project = try await bench.project(replication: 3, method: "bayes", by: rolf)
            images = try await bench.place(images: (0..<count).map { "\($0).png" }, in: project.project.id)
            var people: [Principal] = []
            for name in ["Ada", "Bob", "Cid"] {
                people.append(try await bench.member(name, of: project.project.id))
            }
            self.people = people
        }

        var id: ProjectID { project.project.id }
        var cat: LabelClassID { project.labels[0].id }
        var fit: FitConsensus { FitConsensus(bench.environment) }

        /// Everybody answers one image: all see the cat, the third sees another in the corner.
        func answerOne() async throws {
            for (index, person) in people.enumerated() {
                let drawn: [Annotation] =
                    [.box(1, cat, x: 10 + Double(index) / 2)] + (index == 2 ? [.box(2, cat, x: 40)] : [])
                try await bench.answer(drawn, in: id, by: person)
            }
        }

        func record(_ image: Int) async throws -> ConsensusRecord? {
            try await bench.store.read { [id = images[image].id] tx in try tx.consensus(image: id) }
        }

        func fitRecord() async throws -> FitRecord? {
            try await bench.store.read { [id] tx in try tx.fit(of: id) }
        }
    }

    @Test("an answer is judged at once, without a fit by what is believed of anybody, later by the last fit")
    func immediate() async throws {
        let scene = try await Scene()
        try await scene.answerOne()
        let first = try #require(try await scene.record(0))
        #expect(first.annotators == 3)
        #expect(first.fit == nil)
        #expect(try #require(first.risk) > 0)

        let settled = try await scene.fit(scene.id, by: scene.rolf)
        #expect(settled.images == 1)
        let fit = try #require(settled.fit)
        #expect(try await scene.record(0)?.fit == fit)

        try await scene.answerOne()
        #expect(try await scene.record(1)?.fit == fit)
        #expect(try await scene.fit.ifStale(scene.id))
        let newer = try #require(try await scene.fitRecord())
        #expect(newer.digest != fit)
        #expect(newer.answers == 6)
        #expect(try await scene.record(0)?.fit == newer.digest)
        #expect(try await scene.record(1)?.fit == newer.digest)
    }

    @Test("a fit made again has the same name and the same bytes, and is not made again by itself")
    func repeatable() async throws {
        let scene = try await Scene()
        for _ in 0..<4 { try await scene.answerOne() }
        #expect(try await scene.fit.ifStale(scene.id))
        #expect(try await !scene.fit.ifStale(scene.id))
        let (record, fit) = (try await scene.record(2), try await scene.fitRecord())
        scene.bench.time.turn(seconds: 60)
        try await scene.fit(scene.id, by: scene.rolf)
        #expect(try await scene.record(2)?.document == record?.document)
        #expect(try await scene.fitRecord()?.digest == fit?.digest)
        #expect(try await scene.fitRecord()?.document == fit?.document)
    }

    @Test("what a fit learned is shown by name to the requester and by pseudonym to a reviewer")
    func learned() async throws {
        let scene = try await Scene()
        for _ in 0..<6 { try await scene.answerOne() }
        let review = ReviewFit(scene.bench.environment)
        let before = try await review(scene.id, by: scene.rolf)
        #expect(before.record == nil && before.model == nil && before.isStale && before.learns)
        try await scene.fit(scene.id, by: scene.rolf)
        let after = try await review(scene.id, by: scene.rolf)
        #expect(!after.isStale)
        let model = try #require(after.model)
        #expect(Set(model.annotators.map { after.names[$0.annotator] }) == ["Ada", "Bob", "Cid"])
        let marks = Dictionary(
            uniqueKeysWithValues: model.annotators.map { (after.names[$0.annotator] ?? "", $0.falseMark) })
        #expect(try #require(marks["Cid"]) > (try #require(marks["Ada"])))
        let reviewer = try await scene.bench.member("Rita", of: scene.id, role: .reviewer)
        #expect(
            try await review(scene.id, by: reviewer).names.values.allSatisfy { $0.hasPrefix("Annotator ") })
        #expect(
            try await refusal(of: { try await review(scene.id, by: scene.people[0]) })?.code == .forbidden)
    }

    @Test("gold makes a fit stale, and what it says is the consensus of its image")
    func gold() async throws {
        let scene = try await Scene()
        for _ in 0..<3 { try await scene.answerOne() }
        try await scene.fit(scene.id, by: scene.rolf)
        let layer = ReferenceLayer(
            id: scene.bench.environment.identifiers.identifier(), imageID: scene.images[0].id, kind: .gold,
            source: "gold", annotations: [.box(7, scene.cat, x: 12), .box(8, scene.cat, x: 40)],
            createdAt: scene.bench.time.now)
        try await scene.bench.store.write { tx in try tx.put(layer) }
        #expect(try await scene.fit.ifStale(scene.id))
        let consensus = try ConsensusDocument.decode(try #require(try await scene.record(0)))
        #expect(consensus.accepted.count == 2)
        #expect(consensus.accepted.map(\.isKnown) == [true, true])
        #expect(consensus.accepted.map(\.votes.count).sorted() == [1, 3])
    }

    @Test(
        "expected errors are held against those found where the truth is known, which decides nothing itself")
    func calibration() async throws {
        let scene = try await Scene(images: 32)
        for _ in 0..<32 { try await scene.answerOne() }
        try await scene.fit(scene.id, by: scene.rolf)
        let before = try await scene.record(0)
        let review = ReviewFit(scene.bench.environment)
        let none = try #require(try await review(scene.id, by: scene.rolf).calibration)
        #expect(none.factor.value == nil && none.factor.n == 0)
        let layers = scene.images.enumerated().map { index, image in
            // On every fourth image there is something that nobody drew.
            let hidden: [Annotation] = index % 4 == 0 ? [.box(9, scene.cat, x: 4, y: 30)] : []
            return ReferenceLayer(
                id: scene.bench.environment.identifiers.identifier(), imageID: image.id, kind: .truth,
                source: "truth", annotations: [.box(7, scene.cat, x: 10.5)] + hidden,
                createdAt: scene.bench.time.now)
        }
        try await scene.bench.store.write { tx in for layer in layers { try tx.put(layer) } }
        #expect(try await scene.fit.ifStale(scene.id))
        let factor = try #require(try await review(scene.id, by: scene.rolf).calibration).factor
        #expect(factor.n == 32)
        let record = try #require(try await scene.record(0))
        #expect(record.document == before?.document)
        var expected = 0.0
        for index in 0..<32 { expected += try #require(try await scene.record(index)?.risk) }
        #expect(abs(try #require(factor.value) - 8 / expected) < 0.05 * 8 / expected)
    }

    @Test("a project is fitted in the background once its answers have come to rest")
    func background() async throws {
        let scene = try await Scene()
        try await scene.answerOne()
        let keeping = Task { [environment = scene.bench.environment] in
            await KeepFitsFresh(environment, interval: .milliseconds(10)).run()
        }
        var looks = 0
        while try await scene.fitRecord() == nil, looks < 1_000 {
            try await Task.sleep(for: .milliseconds(10))
            looks += 1
        }
        keeping.cancel()
        await keeping.value
        #expect(try await scene.fitRecord()?.answers == 3)
    }

    @Test("a project by quorum is never stale: each image stands alone")
    func quorum() async throws {
        let scene = try await Scene()
        try await scene.answerOne()
        var draft = ProjectDraft()
        draft.consensusMethod = "quorum"
        let edited = try await ManageProjects(scene.bench.environment).edit(
            scene.id, draft, revision: 1, by: scene.rolf)
        #expect(edited.consensusChanged)
        #expect(try await !scene.fit.ifStale(scene.id))
        #expect(try await scene.fit(scene.id, by: scene.rolf).fit == nil)
        #expect(try await scene.record(0)?.settings.method == "quorum")
        #expect(try await scene.record(0)?.fit == nil)
        #expect(try await !ReviewFit(scene.bench.environment)(scene.id, by: scene.rolf).learns)
    }

    @Test("a project by quorum that weights places by skill is fitted, and knows its people")
    func weightedQuorum() async throws {
        let scene = try await Scene()
        try await scene.answerOne()
        var draft = ProjectDraft()
        draft.consensusMethod = "quorum"
        draft.placeWeights = "skill"
        let edited = try await ManageProjects(scene.bench.environment).edit(
            scene.id, draft, revision: 1, by: scene.rolf)
        #expect(edited.consensusChanged)
        let outcome = try await scene.fit(scene.id, by: scene.rolf)
        #expect(outcome.fit != nil)
        let record = try #require(try await scene.record(0))
        #expect(record.settings.weights == .skill && record.fit == outcome.fit)
        #expect(try await scene.fitRecord()?.settings.weights == .skill)
        let review = try await ReviewFit(scene.bench.environment)(scene.id, by: scene.rolf)
        #expect(review.learns && review.model != nil && !review.isStale)
    }

    @Test("a method that does not exist is refused by name")
    func unknown() async throws {
        let scene = try await Scene(images: 1)
        var draft = ProjectDraft()
        draft.consensusMethod = "majority"
        let refused = try await refusal(of: {
            try await ManageProjects(scene.bench.environment).edit(
                scene.id, draft, revision: 1, by: scene.rolf)
        })
        #expect(refused?.code == .invalid)
        #expect(refused?.field == "consensusMethod")
    }
}
