import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Disagreement of images and projects")
struct DisagreementTests {
    /// Three images of 64 by 48 that Ada and Bob answer: they agree on the first, Bob draws nothing on the second, and
    /// calls the cat a dog on the third.
    struct Scene {
        let bench: Bench
        let requester: Principal
        let reviewer: Principal
        let project: ProjectDetail
        let images: [LabeledImage]
        let ada: Principal
        let bob: Principal

        var id: ProjectID { project.project.id }
        var cat: LabelClassID { project.labels[0].id }
        var dog: LabelClassID { project.labels[1].id }
        var review: ReviewDisagreement { ReviewDisagreement(bench.environment) }

        init() async throws {
            bench = try Bench(identifierSeed: 11)
            requester = try await bench.person("Rolf", role: .requester)
            project = try await bench.project(replication: 2, by: requester)
            reviewer = try await bench.member("Rita", of: project.project.id, role: .reviewer)
            images = try await bench.place(images: ["a.png", "b.png", "c.png"], in: project.project.id)
            ada = try await bench.member("Ada", of: project.project.id)
            bob = try await bench.member("Bob", of: project.project.id)
        }

        func answerAll() async throws {
            try await bench.answer([.box(1, cat)], in: id, by: ada)
            try await bench.answer([.box(2, cat)], in: id, by: bob)
            try await bench.answer([.box(3, cat)], in: id, by: ada)
            try await bench.answer([], in: id, by: bob)
            try await bench.answer([.box(5, cat)], in: id, by: ada)
            try await bench.answer([.box(6, dog)], in: id, by: bob)
        }

        func names(
            _ part: DisagreementSelection.Part, _ layer: DisagreementLayer = .total, after: String? = nil,
            limit: Int = 100
        ) async throws -> (names: [String], next: String?, total: Int) {
            let (page, total) = try await review.images(
                behind: DisagreementSelection(part, layer: layer), of: id, after: after, limit: limit,
                by: reviewer)
            return (page.items.map(\.name), page.next, total)
        }
    }

    @Test("an image's heatmap is empty where all agree, and not where they differ")
    func image() async throws {
        let scene = try await Scene()
        let maps = MapDisagreement(scene.bench.environment)
        func heatmap(_ number: Int, _ change: (inout HeatmapQuery) -> Void = { _ in }) async throws
            -> ImageHeatmap
        {
            var query = HeatmapQuery()
            change(&query)
            return try await maps.image(scene.images[number].id, in: scene.id, query, by: scene.requester)
        }
        #expect(try await refusal { try await heatmap(0) }?.code == .notFound)
        try await scene.answerAll()
        let same = try await heatmap(0)
        #expect(same.grid.maximum == 0 && same.hotspots.isEmpty)
        let missing = try await heatmap(1)
        #expect(missing.grid.maximum == 1 && missing.hotspots.count == 1)
        #expect(missing.hotspots[0].kind == .presence && missing.hotspots[0].labelID == scene.cat)
        #expect(missing.hotspots[0].objects.count == 1)
        #expect(try await heatmap(1) { $0.layer = .class }.grid.maximum == 0)
        #expect(try await heatmap(2).hotspots.first?.kind == .class)
        #expect(try await heatmap(1) { $0.label = "dog" }.grid.maximum == 0)
        #expect(try await heatmap(2) { $0.label = "dog" }.grid.maximum == 1, "somebody took it for one")
        #expect(try await heatmap(1) { $0.annotator = "Bob" }.grid.maximum == 1)
        #expect(try await heatmap(2) { $0.annotator = "B" }.map.class.maximum == 1)
        #expect(try await heatmap(2) { $0.layer = .band }.bands.count == 1)
        #expect(
            try await refusal { try await heatmap(1) { $0.annotator = "Zoe" } }?.field == "annotator")
        #expect(try await refusal { try await heatmap(1) { $0.label = "cow" } }?.field == "label")
        let png = try await maps.png(missing, size: PixelSize(width: 64, height: 48))
        #expect(png.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
    }

    @Test("a reviewer picks people by letter or pseudonym, never by name")
    func blind() async throws {
        let scene = try await Scene()
        try await scene.answerAll()
        let maps = MapDisagreement(scene.bench.environment)
        func heatmap(_ annotator: String) async throws -> ImageHeatmap {
            var query = HeatmapQuery()
            query.annotator = annotator
            return try await maps.image(scene.images[1].id, in: scene.id, query, by: scene.reviewer)
        }
        #expect(try await refusal { try await heatmap("Bob") }?.field == "annotator")
        #expect(try await heatmap("A").grid.maximum == 1)
        let whole = try await scene.review(scene.id, by: scene.reviewer)
        #expect(whole.names.count == 2 && whole.names.values.allSatisfy { $0.hasPrefix("Annotator ") })
        let first = try #require(whole.names.values.first)
        #expect(try await heatmap(first).grid.maximum == 1)
    }

    @Test("a project's disagreement, and the images behind each part of it")
    func project() async throws {
        let scene = try await Scene()
        #expect(try await scene.review(scene.id, by: scene.requester).tally.images == 0)
        try await scene.answerAll()
        let whole = try await scene.review(scene.id, by: scene.requester)
        #expect(whole.tally.images == 3 && whole.pending == 0)
        #expect(Set(whole.names.values) == ["Ada", "Bob"])
        #expect(abs(whole.tally.grid(of: .total).maximum - 2.0 / 3) < 1e-9)
        let pair = AnnotatorPair(scene.ada.account.id, scene.bob.account.id)
        // Bob's empty answer agrees with nothing; a class makes no difference to the place.
        #expect(whole.tally.people[pair].map { abs($0.disagreement - 1.0 / 3) < 1e-9 } == true)
        #expect(try await scene.names(.people(pair)).names == ["b.png"])
        #expect(
            try await scene.names(.classes(DisagreementTally.ClassPair(scene.dog, scene.cat))).names
                == ["c.png"])
        #expect(try await scene.names(.all, .presence).names == ["b.png"])
        let page = try await scene.names(.all, limit: 1)
        #expect(page.names == ["b.png"] && page.total == 2)
        let rest = try await scene.names(.all, after: page.next, limit: 1)
        #expect(rest.names == ["c.png"] && rest.next == nil)
        #expect(try await refusal { try await scene.names(.all, after: "x") }?.field == "after")
        let grid = whole.tally.grid(of: .total)
        let hottest = try #require(grid.values.indices.max { grid.values[$0] < grid.values[$1] })
        let cell = DisagreementSelection.Part.cell(
            column: hottest % grid.columns, row: hottest / grid.columns)
        #expect(Set(try await scene.names(cell).names) == ["b.png", "c.png"])
    }

    @Test("an answer, a removed image and new settings show at once")
    func fresh() async throws {
        let scene = try await Scene()
        try await scene.answerAll()
        #expect(try await scene.names(.all).total == 2)
        try await ManageImages(scene.bench.environment).delete(
            scene.images[1].id, in: scene.id, by: scene.requester)
        #expect(try await scene.names(.all).names == ["c.png"])
        #expect(try await scene.review(scene.id, by: scene.requester).tally.images == 2)
    }

    @Test("what is missing is made again, to the same bytes")
    func again() async throws {
        let scene = try await Scene()
        try await scene.answerAll()
        func documents() async throws -> [[UInt8]] {
            try await scene.bench.store.read { tx in
                try tx.disagreements(in: scene.id, afterPosition: 0, limit: 10).map(\.document)
            }
        }
        let before = try await documents()
        // Putting the consensus away takes what was derived with it along; the consensus alone comes back.
        try await scene.bench.store.write { tx in
            for image in scene.images {
                guard let record = try tx.consensus(image: image.id) else { continue }
                try tx.deleteConsensus(image: image.id)
                try tx.put(record)
            }
        }
        let without = try await scene.review(scene.id, by: scene.requester)
        #expect(without.tally.images == 0 && without.pending == 3)
        try await SettleConsensus(scene.bench.environment).catchUp()
        #expect(try await documents() == before)
        let with = try await scene.review(scene.id, by: scene.requester)
        #expect(with.tally.images == 3 && with.pending == 0)
    }

    @Test("a summary comes back from its bytes, and broken bytes are no summary")
    func document() throws {
        let (cat, dog) = (LabelClassID("cat"), LabelClassID("dog"))
        let summary = DisagreementSummary(
            annotators: 300,
            frames: [
                DisagreementSummary.Frame(
                    labelID: nil,
                    cells: [
                        DisagreementSummary.Cell(place: 0, values: SIMD4(1, 2, 3, 255)),
                        DisagreementSummary.Cell(place: 1023, values: SIMD4(0, 0, 0, 1)),
                    ]), DisagreementSummary.Frame(labelID: dog, cells: []),
            ],
            objects: [
                DisagreementSummary.Object(
                    labelID: cat, box: [0, 70_000, 1, 128], side: 12.345, doubts: [1, 0.5, 0.125, 0],
                    named: [cat, dog, cat])
            ],
            pairs: [
                DisagreementSummary.Pair(
                    a: AccountID("a"), b: AccountID("b"), disagreement: 0.25, matched: 1, alone: 127,
                    renamed: 128)
            ])
        let bytes = DisagreementDocument.encode(summary)
        #expect(DisagreementDocument.decode(bytes) == summary)
        for length in 0..<bytes.count {
            #expect(DisagreementDocument.decode(Array(bytes.prefix(length))) == nil, "\(length)")
        }
        var other = bytes
        other[0] = 2
        #expect(DisagreementDocument.decode(other) == nil)
    }
}
