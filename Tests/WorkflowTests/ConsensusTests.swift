import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Consensus of submitted answers")
struct ConsensusTests {
    /// A project with one image and three annotators; the same identifiers every time.
    struct Scene {
        let bench: Bench
        let requester: Principal
        let project: ProjectDetail
        let image: LabeledImage
        let people: [Principal]

        init(replication: Int = 3) async throws {
            bench = try Bench(identifierSeed: 7)
            requester = try await bench.person("Rolf", role: .requester)
            project = try await bench.project(replication: replication, by: requester)
            image = try await bench.place(images: ["a.png"], in: project.project.id)[0]
            var people: [Principal] = []
            for name in ["Ada", "Bob", "Cid"] {
                people.append(try await bench.member(name, of: project.project.id))
            }
            self.people = people
        }

        var cat: LabelClassID { project.labels[0].id }
        var dog: LabelClassID { project.labels[1].id }

        func answer(_ person: Int, _ annotations: [Annotation]) async throws {
            guard let item = try await bench.next(in: project.project.id, for: people[person]) else { return }
            try await bench.submit(annotations, to: item, id: .client(900 + person), by: people[person])
        }

        func record() async throws -> ConsensusRecord? {
            try await bench.store.read { tx in try tx.consensus(image: image.id) }
        }

        func review() async throws -> ImageReview {
            try await ReviewImage(bench.environment)(image.id, in: project.project.id, by: requester)
        }

        func set(quorum: Double, revision: Int) async throws -> Bool {
            var draft = ProjectDraft()
            draft.quorum = quorum
            return try await ManageProjects(bench.environment).edit(
                project.project.id, draft, revision: revision, by: requester
            ).consensusChanged
        }
    }

    @Test("a consensus is there from the first answer on, and takes in each further one")
    func present() async throws {
        let scene = try await Scene()
        #expect(try await scene.record() == nil)
        #expect(try await scene.review().consensus == nil)
        for person in 0..<3 {
            try await scene.answer(person, [.box(person, scene.cat)])
            let record = try #require(try await scene.record())
            #expect(record.annotators == person + 1)
            #expect(record.objects == 1)
            #expect(record.conflicts == 0)
        }
        let review = try await scene.review()
        #expect(review.overview.status == .complete)
        #expect(review.layers.count == 3)
        #expect(review.consensus?.accepted.map(\.existence) == [1])
        #expect(review.consensus?.agreement == 1)
    }

    @Test("cat, cat and dog in one place are one object with a class posterior, and a conflict of class")
    func oneObject() async throws {
        let scene = try await Scene()
        for (person, label) in [scene.cat, scene.cat, scene.dog].enumerated() {
            try await scene.answer(person, [.box(person, label, x: 4 + Double(person))])
        }
        let consensus = try #require(try await scene.review().consensus)
        #expect(consensus.objects.count == 1)
        let object = try #require(consensus.accepted.first)
        #expect(object.labelID == scene.cat)
        #expect(object.votes.count == 3)
        #expect(object.classPosterior.map(\.labelID) == [scene.cat, scene.dog])
        #expect(abs(object.classPosterior.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
        #expect(consensus.conflicts.map(\.kind) == [.class])
        #expect(consensus.conflicts.first?.objectID == object.id)
    }

    @Test("people who agree that there is nothing agree fully")
    func emptyAnswers() async throws {
        let scene = try await Scene(replication: 2)
        try await scene.answer(0, [])
        try await scene.answer(1, [])
        let record = try #require(try await scene.record())
        #expect(record.agreement == 1)
        #expect(record.objects == 0)
        #expect(record.disagreement == 0)
        let progress = try await ManageProjects(scene.bench.environment).detail(
            of: scene.project.project.id, for: scene.requester
        ).progress
        #expect(progress?.complete == 1)
        #expect(progress?.empty == 1)
    }

    @Test("something against nothing is no agreement, and with one answer there is no figure")
    func disagreement() async throws {
        let scene = try await Scene(replication: 2)
        try await scene.answer(0, [.box(1, scene.cat)])
        #expect(try await scene.record()?.agreement == nil)
        try await scene.answer(1, [])
        #expect(try await scene.record()?.agreement == 0)
        #expect((try await scene.record()?.disagreement ?? 0) > 0)
    }

    static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

    @Test("the order in which answers come changes not one byte", arguments: orders)
    func order(order: [Int]) async throws {
        func document(_ order: [Int]) async throws -> String {
            let scene = try await Scene()
            let answers: [[Annotation]] = [
                [.box(10, scene.cat), .polygonWithHole(11, scene.dog, x: 20)],
                [.box(21, scene.dog, x: 5), .box(20, scene.cat, x: 30, y: 25)],
                [.polygonWithHole(30, scene.dog, x: 21, y: 3), .box(31, scene.cat, x: 4, y: 5)],
            ]
            for person in order { try await scene.answer(person, answers[person]) }
            return try #require(try await scene.record()).document
        }
        #expect(try await document(order) == document([0, 1, 2]))
    }

    @Test("a higher quorum takes an object out, a lower one brings it back, to the same bytes")
    func quorum() async throws {
        let scene = try await Scene()
        try await scene.answer(0, [.box(1, scene.cat)])
        try await scene.answer(1, [.box(2, scene.cat)])
        try await scene.answer(2, [])
        let before = try #require(try await scene.record())
        #expect(before.objects == 1)

        let fit = FitConsensus(scene.bench.environment)
        #expect(try await scene.set(quorum: 1, revision: 1))
        let strict = try await fit(scene.project.project.id, by: scene.requester)
        #expect(strict.images == 1)
        #expect(strict.objects == 0)
        let after = try #require(try await scene.record())
        #expect(after.settings.quorum == 1)
        #expect(after.objects == 0)
        #expect(try await scene.review().consensus?.conflicts.map(\.kind) == [.extra])

        #expect(try await scene.set(quorum: 0.5, revision: 2))
        _ = try await fit(scene.project.project.id, by: scene.requester)
        #expect(try await scene.record()?.document == before.document)
    }

    @Test(
        "a consensus that a crash left missing, short or under old settings is made again at the next start")
    func catchUp() async throws {
        let scene = try await Scene()
        for person in 0..<3 { try await scene.answer(person, person == 2 ? [] : [.box(person, scene.cat)]) }
        let right = try #require(try await scene.record())
        let settle = SettleConsensus(scene.bench.environment)

        try await scene.bench.store.write { [image = scene.image] tx in
            try tx.deleteConsensus(image: image.id)
        }
        try await settle.catchUp()
        #expect(try await scene.record()?.document == right.document)

        let short = ConsensusRecord(
            imageID: scene.image.id, settings: right.settings, annotators: 2, objects: 0, conflicts: 0,
            agreement: nil, disagreement: 0, document: "{}", computedAt: right.computedAt)
        try await scene.bench.store.write { tx in try tx.put(short) }
        try await settle.catchUp()
        #expect(try await scene.record()?.document == right.document)

        _ = try await scene.set(quorum: 1, revision: 1)
        try await settle.catchUp()
        #expect(try await scene.record()?.settings.quorum == 1)
        #expect(try await scene.record()?.objects == 0)
    }

    @Test("a late answer is kept out of the consensus")
    func late() async throws {
        let scene = try await Scene(replication: 1)
        let project = scene.project.project.id
        let item = try #require(try await scene.bench.next(in: project, for: scene.people[0]))
        scene.bench.time.turn(seconds: 1_000)
        try await scene.answer(1, [])
        _ = try await refusal {
            try await scene.bench.submit([.box(1, scene.cat)], to: item, by: scene.people[0])
        }
        #expect(try await scene.record()?.annotators == 1)
        #expect(try await scene.record()?.objects == 0)
        #expect(try await scene.review().layers.count == 1)
    }

    @Test("the table shows the most disputed image first, and images without answers last")
    func worstFirst() async throws {
        let scene = try await Scene(replication: 2)
        let project = scene.project.project.id
        let more = try await scene.bench.place(images: ["b.png", "c.png"], in: project)
        for person in 0..<2 {
            try await scene.answer(person, [.box(person, scene.cat)])
            let item = try #require(try await scene.bench.next(in: project, for: scene.people[person]))
            #expect(item.image.id == more[0].id)
            try await scene.bench.submit(
                person == 0 ? [.box(50, scene.cat)] : [], to: item, by: scene.people[person])
        }
        let rows = try await ManageImages(scene.bench.environment).list(
            project, query: ImageQuery(order: .disagreement), by: scene.requester
        ).items
        #expect(rows.map(\.image.name) == ["b.png", "a.png", "c.png"])
        #expect(rows[2].consensus == nil)
    }

    @Test("agreement between people is measured over the images they share, with how many those are")
    func agreementReport() async throws {
        let scene = try await Scene()
        for person in 0..<3 { try await scene.answer(person, [.box(person, scene.cat)]) }
        let measured = try await MeasureAgreement(scene.bench.environment)(
            scene.project.project.id, by: scene.requester)
        #expect(measured.report.pairs.count == 3)
        #expect(measured.report.pairs.allSatisfy { $0.agreement.value == 1 && $0.agreement.n == 1 })
        #expect(Set(measured.names.values) == ["Ada", "Bob", "Cid"])
    }
}
