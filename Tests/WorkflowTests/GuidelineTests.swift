import Agreement
import Geometry
import Imaging
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Guidelines")
struct GuidelineTests {
    let bench: Bench
    let rolf: Principal
    let ada: Principal
    let project: ProjectDetail

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 2, by: rolf)
        try await bench.place(images: (0..<4).map { "\($0).png" }, in: project.project.id)
        ada = try await bench.member("Ada", of: project.project.id)
    }

    private var id: ProjectID { project.project.id }
    private var cat: LabelClassID { project.labels[0].id }

    @discardableResult
    private func publish(
        _ number: Int, _ text: String? = nil, from version: Int, note: String = "", requalify: Bool = false,
        kept: [GuidelineExampleID]? = nil, added: [ExampleDraft] = [], by principal: Principal? = nil
    ) async throws -> Guideline {
        try await PublishGuidelines(bench.environment)(
            GuidelineDraft(
                id: .client(number), instructions: text, note: note, requiresQualification: requalify,
                kept: kept,
                added: added), in: id, expected: version, by: principal ?? rolf)
    }

    private func example(
        _ number: Int, image: ImageID, reason: String = "The whole animal, tail and all.",
        shape: Shape = .box(Box(x: 20, y: 10, width: 12, height: 8))
    ) -> ExampleDraft {
        ExampleDraft(
            id: .client(number), imageID: image, labelID: cat, shape: shape, verdict: .good, reason: reason)
    }

    private func images() async throws -> [LabeledImage] {
        let id = id
        return try await bench.store.read { tx in try tx.images(in: id, afterPosition: 0, limit: 10) }
    }

    @Test("a project begins with version 1; publishing and editing the settings both make the next")
    func versions() async throws {
        let review = ReviewGuidelines(bench.environment)
        #expect(try await review.list(in: id, by: ada).map(\.guideline.version) == [1])
        try await publish(1, "Draw every cat.", from: 1, note: "Now with cats.")
        var draft = ProjectDraft()
        draft.instructions = "Draw every cat and dog."
        let revision = try await ManageProjects(bench.environment).detail(of: id, for: rolf).project.revision
        _ = try await ManageProjects(bench.environment).edit(id, draft, revision: revision, by: rolf)
        let entries = try await review.list(in: id, by: rolf)
        #expect(entries.map(\.guideline.version) == [3, 2, 1])
        #expect(entries.map(\.guideline.instructions) == ["Draw every cat and dog.", "Draw every cat.", ""])
        #expect(entries.map(\.guideline.note) == ["", "Now with cats.", ""])
        let detail = try await ManageProjects(bench.environment).detail(of: id, for: rolf)
        #expect(detail.project.instructions == "Draw every cat and dog.")
    }

    @Test("sent twice, a version is published once; made from an old one, it is refused")
    func idempotent() async throws {
        let first = try await publish(1, "A", from: 1)
        #expect(try await publish(1, "A", from: 1) == first)
        try await expectRefusal(.stale) { try await publish(2, "B", from: 1) }
        try await expectRefusal(.forbidden) { try await publish(3, "C", from: 2, by: ada) }
        #expect(try await ReviewGuidelines(bench.environment).list(in: id, by: rolf).count == 2)
    }

    @Test("an answer is stamped with the version that its screen showed, whatever was published meanwhile")
    func stamp() async throws {
        let item = try #require(try await bench.next(in: id, for: ada))
        #expect(item.guidelineVersion == 1 && item.guidelineBefore == nil)
        try await publish(1, "A", from: 1)
        let shown = try await SubmitAnnotations(bench.environment)(
            [.box(1, cat)], id: .client(50), assignment: item.assignment.id,
            lease: item.assignment.leaseToken,
            activeMilliseconds: 1, guidelineVersion: 1, by: ada)
        #expect(shown.submission.guidelineVersion == 1)
        let next = try #require(try await bench.next(in: id, for: ada))
        try await expectRefusal(.invalid, field: "guidelineVersion") {
            _ = try await SubmitAnnotations(bench.environment)(
                [], id: .client(51), assignment: next.assignment.id, lease: next.assignment.leaseToken,
                activeMilliseconds: 1, guidelineVersion: 9, by: ada)
        }
        #expect(try await bench.submit([], to: next, by: ada).submission.guidelineVersion == 2)
        let stored = try await bench.store.read { try $0.submission(.client(50)) }
        #expect(stored?.guidelineVersion == 1)
    }

    @Test("who was shown a version learns of a newer one until they have read it")
    func reading() async throws {
        _ = try await bench.next(in: id, for: ada)
        try await publish(1, "A", from: 1)
        try await publish(2, "A\nB", from: 2)
        #expect(try await bench.next(in: id, for: ada)?.guidelineBefore == 1)
        let review = ReviewGuidelines(bench.environment)
        try await expectRefusal(.invalid, field: "version") { try await review.read(9, in: id, by: ada) }
        try await review.read(3, in: id, by: ada)
        try await review.read(2, in: id, by: ada)
        #expect(try await bench.next(in: id, for: ada)?.guidelineBefore == nil)
        let bob = try await bench.member("Bob", of: id)
        #expect(
            try await bench.next(in: id, for: bob)?.guidelineBefore == nil, "a beginner knows no older one")
    }

    @Test("changes are told by line and by example, with every note on the way")
    func changes() async throws {
        let image = try #require(try await images().first)
        try await publish(1, "One\nTwo\nThree", from: 1, note: "First", added: [example(1, image: image.id)])
        try await publish(
            2, "One\nThree\nFour", from: 2, note: "Second", requalify: true, kept: [],
            added: [example(2, image: image.id)])
        let changes = try await ReviewGuidelines(bench.environment).changes(from: 2, to: nil, in: id, by: ada)
        #expect(
            changes.lines == [
                ComparedLine(.same, "One"), ComparedLine(.removed, "Two"), ComparedLine(.same, "Three"),
                ComparedLine(.added, "Four"),
            ])
        #expect(changes.added.map(\.id) == [.client(2)] && changes.removed.map(\.id) == [.client(1)])
        #expect(changes.notes == ["Second"] && changes.requiresQualification && !changes.showsImages)
        let all = try await ReviewGuidelines(bench.environment).changes(from: 1, to: 3, in: id, by: ada)
        #expect(all.notes == ["First", "Second"] && all.removed.isEmpty)
        let project = id
        #expect(try await bench.store.read { try $0.lastRequalification(of: project)?.version } == 3)
    }

    @Test("an example is a sound shape on an image of the project, with a reason")
    func badExamples() async throws {
        let other = try await bench.project("Other", by: rolf)
        let foreign = try #require(try await bench.place(images: ["x.png"], in: other.project.id).first)
        let own = try #require(try await images().first)
        try await expectRefusal(.invalid, field: "added[0].imageId") {
            try await publish(1, from: 1, added: [example(1, image: foreign.id)])
        }
        try await expectRefusal(.invalid, field: "added[1].reason") {
            try await publish(
                1, from: 1, added: [example(1, image: own.id), example(2, image: own.id, reason: " ")])
        }
        try await expectRefusal(.invalid, field: "added[0].shape") {
            try await publish(
                1, from: 1,
                added: [example(1, image: own.id, shape: .box(Box(x: 60, y: 0, width: 20, height: 9)))])
        }
        #expect(try await ReviewGuidelines(bench.environment).list(in: id, by: rolf).count == 1)
    }

    @Test("agreement is told by version, over images that were answered under one alone")
    func agreement() async throws {
        let bob = try await bench.member("Bob", of: id)
        func answer(_ number: Int, shift: Double, by person: Principal) async throws {
            try await bench.answer([.box(number, cat, x: 4 + shift)], in: id, by: person)
        }
        try await answer(1, shift: 0, by: ada)
        try await answer(2, shift: 4, by: bob)
        try await answer(3, shift: 0, by: ada)
        try await publish(1, "Tighter.", from: 1)
        try await answer(4, shift: 0, by: bob)
        try await answer(5, shift: 0, by: ada)
        try await answer(6, shift: 0, by: bob)
        let entries = try await ReviewGuidelines(bench.environment).list(in: id, by: rolf)
        #expect(entries.map(\.answers) == [3, 3])
        #expect(entries.map { $0.agreement?.n } == [1, 1], "the image in between counts for neither")
        #expect(entries[0].agreement?.value == 1)
        #expect((entries[1].agreement?.value ?? 1) < 1)
        let seen = try await ReviewGuidelines(bench.environment).list(in: id, by: ada)
        #expect(seen.allSatisfy { $0.answers == nil && $0.agreement == nil && $0.author == nil })
    }

    @Test("an example's picture is the part around the shape, and no more")
    func crop() {
        let crop = ExampleCrop(
            of: .box(Box(x: 100, y: 50, width: 100, height: 20)), in: PixelSize(width: 1000, height: 80))
        #expect(crop.region == Box(x: 60, y: 10, width: 180, height: 70))
        #expect(crop.shape == .box(Box(x: 40, y: 40, width: 100, height: 20)))
        #expect(crop.output == PixelSize(width: 180, height: 70))
        let large = ExampleCrop(
            of: .box(Box(x: 0, y: 0, width: 960, height: 480)), in: PixelSize(width: 960, height: 480))
        #expect(large.output == PixelSize(width: 480, height: 240))
    }

    @Test("the picture comes to annotators of the project and to nobody else")
    func picture() async throws {
        let file = PNGFile.noise(width: 64, height: 48, seed: 5)
        let image = try await bench.upload(file, name: "real.png", to: id, by: rolf)
        try await publish(1, from: 1, added: [example(1, image: image.image.id)])
        let tiles = ServeTiles(bench.environment)
        let review = ReviewGuidelines(bench.environment)
        let bytes = try await review.picture(of: .client(1), in: id, by: ada, with: tiles)
        #expect(bytes.prefix(2) == [0xFF, 0xD8])
        let eve = try await bench.person("Eve", role: .requester)
        try await expectRefusal(.notFound) {
            _ = try await review.picture(of: .client(1), in: id, by: eve, with: tiles)
        }
        try await expectRefusal(.notFound) {
            _ = try await review.picture(of: .client(2), in: id, by: ada, with: tiles)
        }
    }
}

/// Expects a call to be refused with a code and, where one is given, naming a field.
func expectRefusal<Value>(
    _ code: BoxwoodError.Code, field: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ call: () async throws -> Value
) async throws {
    let refused = try await refusal(of: call)
    #expect(refused?.code == code, sourceLocation: sourceLocation)
    if let field { #expect(refused?.field == field, sourceLocation: sourceLocation) }
}
