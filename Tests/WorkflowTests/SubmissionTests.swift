import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Submitting answers")
struct SubmissionTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectDetail

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 1, by: rolf)
        try await bench.place(images: ["a.png"], in: project.project.id)
    }

    private var cat: LabelClassID { project.labels[0].id }

    private func turn(of name: String) async throws -> (person: Principal, item: WorkItem) {
        let person = try await bench.member(name, of: project.project.id)
        return (person, try #require(try await bench.next(in: project.project.id, for: person)))
    }

    private func submitted() async throws -> Int? {
        try await ManageProjects(bench.environment).detail(of: project.project.id, for: rolf).progress?
            .submitted
    }

    @Test("the same identifier and content answers the same again; other content is refused")
    func idempotent() async throws {
        let (ada, item) = try await turn(of: "Ada")
        let answer = [Annotation.box(1, cat), .polygonWithHole(2, cat)]
        let first = try await bench.submit(answer, to: item, id: .client(9), by: ada)
        #expect(!first.isReplay)
        bench.time.turn(seconds: 3_600)
        let again = try await bench.submit(answer, to: item, id: .client(9), by: ada)
        #expect(again.isReplay)
        #expect(again.submission == first.submission)

        let other = try await refusal {
            try await bench.submit([.box(1, cat, x: 5)], to: item, id: .client(9), by: ada)
        }
        #expect(other?.code == .invalid)
        #expect(other?.field == "id")
        let second = try await refusal { try await bench.submit(answer, to: item, id: .client(10), by: ada) }
        #expect(second?.code == .conflict)
        #expect(try await submitted() == 1)
    }

    @Test("many copies of one submission at once count once")
    func parallelCopies() async throws {
        let (ada, item) = try await turn(of: "Ada")
        let answer = [Annotation.box(1, cat)]
        let replays = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { [bench] in
                    try await bench.submit(answer, to: item, id: .client(9), by: ada).isReplay
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(replays.count { !$0 } == 1)
        #expect(try await submitted() == 1)
    }

    @Test("an answer after the lease ran out counts while the image still wants one")
    func lostLeaseFreeSlot() async throws {
        let (ada, item) = try await turn(of: "Ada")
        bench.time.turn(seconds: 500)
        let bob = try await bench.member("Bob", of: project.project.id)
        let bobs = try #require(try await bench.next(in: project.project.id, for: bob))
        try await HoldLease(bench.environment).giveBack(
            bobs.assignment.id, lease: bobs.assignment.leaseToken, by: bob)
        #expect(try await bench.submit([], to: item, by: ada).submission.status == .accepted)
        #expect(try await submitted() == 1)
    }

    @Test("an answer that comes too late is kept, not counted, and said so; repeating it says the same")
    func late() async throws {
        let (ada, item) = try await turn(of: "Ada")
        bench.time.turn(seconds: 500)
        let bob = try await bench.member("Bob", of: project.project.id)
        try await bench.answer([], in: project.project.id, by: bob)

        let answer = [Annotation.box(1, cat)]
        for _ in 0..<2 {
            let refused = try await refusal {
                try await bench.submit(answer, to: item, id: .client(9), by: ada)
            }
            #expect(refused?.code == .late)
            #expect(refused?.subject == SubmissionID.client(9).rawValue)
        }
        #expect(try await submitted() == 1)
        let kept = try await bench.store.read { tx in try tx.submission(.client(9)) }
        #expect(kept?.status == .late)
        #expect(kept?.annotations == answer)
        #expect(
            try await OwnWork(bench.environment).list(in: project.project.id, by: ada).map(\.id) == [
                .client(9)
            ])
    }

    @Test("one's own answer can be read again exactly as it was given")
    func readBack() async throws {
        let (ada, item) = try await turn(of: "Ada")
        var flagged = Annotation.box(1, cat, x: 0.125, y: 1.0 / 3, width: 20, height: 10)
        flagged.flags = [.occluded, .unsure]
        let answer = [flagged, .polygonWithHole(2, project.labels[1].id)]
        try await bench.submit(answer, to: item, by: ada)
        let (image, submission) = try await OwnWork(bench.environment).answer(to: item.assignment.id, by: ada)
        #expect(image.id == item.image.id)
        #expect(submission.annotations == answer)
    }

    static let badAnnotations: [(String, @Sendable (LabelClassID) -> Annotation)] = [
        (
            "annotations[1].id",
            { Annotation(id: AnnotationID("one"), labelID: $0, shape: Annotation.box(2, $0).shape) }
        ),
        ("annotations[1].id", { .box(1, $0, x: 30) }),
        ("annotations[1].labelId", { _ in .box(2, LabelClassID("horse")) }),
        ("annotations[1].shape", { .box(2, $0, width: 2, height: 10) }),
        ("annotations[1].shape", { .box(2, $0, width: 0, height: 10) }),
        ("annotations[1].shape", { .box(2, $0, width: -5, height: 10) }),
        ("annotations[1].shape", { .box(2, $0, x: -4) }),
        ("annotations[1].shape", { .box(2, $0, x: 60) }),
        ("annotations[1].shape", { .box(2, $0, y: 40) }),
        ("annotations", { .box(2, $0, x: .nan) }),
        ("annotations", { .box(2, $0, x: .infinity) }),
        ("annotations[1].shape", { .polygonWithHole(2, $0, x: 50) }),
        (
            "annotations[1].shape",
            { label in
                let line = [ImagePoint(x: 1, y: 1), ImagePoint(x: 9, y: 9)]
                return Annotation(id: .client(2), labelID: label, shape: .polygon(Polygon(line)))
            }
        ),
        (
            "annotations[1].shape",
            { label in
                let bowTie = [(1.0, 1.0), (30, 30), (30, 1), (1, 30)].map { ImagePoint(x: $0.0, y: $0.1) }
                return Annotation(id: .client(2), labelID: label, shape: .polygon(Polygon(bowTie)))
            }
        ),
        (
            "annotations[1].shape",
            { label in
                let ring = (0..<5_001).map { ImagePoint(x: 1 + Double($0) / 100, y: $0 % 2 == 0 ? 1 : 40) }
                return Annotation(id: .client(2), labelID: label, shape: .polygon(Polygon(ring)))
            }
        ),
    ]

    @Test(
        "an unacceptable shape is named by its field, and nothing is stored",
        arguments: badAnnotations.indices)
    func badShape(index: Int) async throws {
        let (ada, item) = try await turn(of: "Ada")
        let (field, make) = Self.badAnnotations[index]
        let refused = try await refusal {
            try await bench.submit([.box(1, cat), make(cat)], to: item, by: ada)
        }
        #expect([.invalid, .tooLarge].contains(refused?.code))
        #expect(refused?.field == field)
        #expect(try await submitted() == 0)
        try await bench.submit([.box(1, cat)], to: item, by: ada)
    }

    @Test("an answer has limits: shapes, identifier, time")
    func limits() async throws {
        let (ada, item) = try await turn(of: "Ada")
        let many = (0...bench.environment.limits.shapesPerAnswer).map { Annotation.box($0, cat) }
        #expect(try await refusal { try await bench.submit(many, to: item, by: ada) }?.code == .tooLarge)
        for id in ["9", "00000000-0000-4000-8000-00000000000G", "00000000-0000-4000-8000-00000000000A"] {
            let refused = try await refusal {
                try await bench.submit([], to: item, id: SubmissionID(id), by: ada)
            }
            #expect(refused?.field == "id")
        }
        let negative = try await refusal {
            try await SubmitAnnotations(bench.environment)(
                [], id: .client(9), assignment: item.assignment.id, lease: "", activeMilliseconds: -1, by: ada
            )
        }
        #expect(negative?.field == "activeMilliseconds")
    }

    @Test("a class that was retired while the image was open is still good for its answer")
    func retiredClass() async throws {
        let (ada, item) = try await turn(of: "Ada")
        var draft = ProjectDraft()
        draft.labels = [LabelDraft(name: "dog")]
        _ = try await ManageProjects(bench.environment).edit(project.project.id, draft, revision: 1, by: rolf)
        try await bench.submit([.box(1, cat)], to: item, by: ada)
        try await bench.place(images: ["b.png"], in: project.project.id)
        #expect(
            try await bench.next(in: project.project.id, for: ada)?.labels.filter { !$0.isRetired }.map(
                \.name) == ["dog"])
    }

    @Test("an identifier used by one person is no use to another")
    func foreignIdentifier() async throws {
        let (ada, adas) = try await turn(of: "Ada")
        try await bench.submit([.box(1, cat)], to: adas, id: .client(9), by: ada)
        try await bench.place(images: ["b.png"], in: project.project.id)
        let (bob, bobs) = try await turn(of: "Bob")
        let refused = try await refusal {
            try await bench.submit([.box(1, cat)], to: bobs, id: .client(9), by: bob)
        }
        #expect(refused?.code == .invalid)
        #expect(try await submitted() == 1)
    }
}
