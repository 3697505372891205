import Foundation
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Exporting a dataset")
struct ExportDatasetTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectDetail

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 2, by: rolf)
    }

    private var cat: LabelClassID { project.labels[0].id }
    private var dog: LabelClassID { project.labels[1].id }

    /// What of a COCO file the tests look at.
    // The names are COCO's.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct File: Decodable {
        struct Image: Decodable {
            let id: Int
            let file_name: String
            let width: Int
            let height: Int
            let boxwood: Extra?
            struct Extra: Decodable {
                let status: String?
            }
        }
        struct Row: Decodable {
            let id: Int
            let image_id: Int
            let category_id: Int
            let bbox: [Double]
            let area: Double
            let iscrowd: Int
            let annotator_id: Int?
            let score: Double?
        }
        struct Category: Decodable {
            let id: Int
            let name: String
        }
        struct Annotator: Decodable {
            let id: Int
            let name: String
        }
        let images: [Image]
        let annotations: [Row]
        let categories: [Category]
        let annotators: [Annotator]?
        let assignments: [[Int]]?
    }

    private func bytes(_ layer: ExportLayer) async throws -> (bytes: [UInt8], chunks: Int) {
        let prepared = try await ExportDataset(bench.environment).prepare(
            project.project.id, layer: layer, format: "coco", by: rolf)
        var bytes: [UInt8] = []
        var chunks = 0
        try await prepared.write { chunk in
            bytes += chunk
            chunks += 1
        }
        return (bytes, chunks)
    }

    private func export(_ layer: ExportLayer = .consensus) async throws -> File {
        try JSONDecoder().decode(File.self, from: Data(try await bytes(layer).bytes))
    }

    @Test("a project without images is a whole file too", arguments: ExportLayer.allCases)
    func empty(layer: ExportLayer) async throws {
        let file = try await export(layer)
        #expect(file.images.isEmpty)
        #expect(file.annotations.isEmpty)
        #expect(file.categories.map(\.name) == ["cat", "dog"])
        #expect(file.categories.map(\.id) == [1, 2])
    }

    @Test("pieces put together are one JSON document with one row an image, over many pages")
    func pages() async throws {
        let names = (0..<250).map { "\($0).png" }
        try await bench.place(images: names, in: project.project.id)
        let ada = try await bench.member("Ada", of: project.project.id)
        for number in 0..<120 { try await bench.answer([.box(number, cat)], in: project.project.id, by: ada) }
        let (bytes, chunks) = try await bytes(.all)
        #expect(chunks > 3)
        let file = try JSONDecoder().decode(File.self, from: Data(bytes))
        #expect(file.images.map(\.file_name) == names)
        #expect(Set(file.images.map(\.id)).count == 250)
        #expect(file.annotations.count == 240)
        #expect(Set(file.annotations.map(\.id)).count == 240)
        #expect(file.assignments?.count == 120)
    }

    @Test("each image says whether it is labelled, empty, skipped or not looked at")
    func statuses() async throws {
        let images = try await bench.place(
            images: ["a.png", "b.png", "c.png", "d.png"], in: project.project.id)
        let ada = try await bench.member("Ada", of: project.project.id)
        for answer in [[Annotation.box(1, cat)], []] {
            try await bench.answer(answer, in: project.project.id, by: ada)
        }
        let item = try #require(try await bench.next(in: project.project.id, for: ada))
        #expect(item.image.id == images[2].id)
        try await HoldLease(bench.environment).skip(
            item.assignment.id, lease: item.assignment.leaseToken, reason: "dark", by: ada)
        for layer in ExportLayer.allCases {
            let statuses = try await export(layer).images.map { $0.boxwood?.status }
            #expect(statuses == ["labelled", "labelled_empty", "skipped", "unlabelled"])
        }
    }

    @Test("integer ids never change between exports, however many answers come in between")
    func stableIdentifiers() async throws {
        try await bench.place(images: ["a.png", "b.png"], in: project.project.id)
        let ada = try await bench.member("Ada", of: project.project.id)
        let bob = try await bench.member("Bob", of: project.project.id)
        try await bench.answer([.box(11, cat), .box(12, dog, x: 40)], in: project.project.id, by: ada)
        let before = try await export(.all)
        #expect(try await bytes(.all).bytes == bytes(.all).bytes, "the same export is the same bytes")

        try await bench.answer([.box(21, cat)], in: project.project.id, by: bob)
        try await bench.answer([.box(22, dog)], in: project.project.id, by: bob)
        try await bench.answer([.box(13, dog)], in: project.project.id, by: ada)
        let after = try await export(.all)
        func answers(_ file: File) -> [Int: [Double]] {
            Dictionary(
                uniqueKeysWithValues: file.annotations.filter { $0.annotator_id != nil }.map {
                    ($0.id, $0.bbox)
                })
        }
        for (id, box) in answers(before) { #expect(answers(after)[id] == box) }
        #expect(answers(after).count == 5)
        #expect(Set(after.annotations.map(\.id)).count == after.annotations.count)
        #expect(
            after.annotators?.first { $0.name == "Ada" }?.id
                == before.annotators?.first { $0.name == "Ada" }?.id)
        #expect(after.images.map(\.id) == before.images.map(\.id))
    }

    @Test("the consensus is one row an object whatever the number of annotators")
    func oneRow() async throws {
        try await bench.place(images: ["a.png"], in: project.project.id)
        for (number, name) in ["Ada", "Bob"].enumerated() {
            let person = try await bench.member(name, of: project.project.id)
            try await bench.answer([.box(number, cat)], in: project.project.id, by: person)
        }
        let file = try await export()
        #expect(file.images.count == 1)
        #expect(file.annotations.count == 1)
        let row = try #require(file.annotations.first)
        #expect(row.bbox == [4, 4, 20, 16])
        #expect(row.area == 320)
        #expect(row.iscrowd == 0)
        #expect(row.category_id == 1)
        #expect(row.score.map { $0 > 0.9 && $0 <= 1 } == true)
        #expect(file.annotators == nil || file.annotators?.isEmpty == true)
        #expect(try await export(.annotators).annotations.count == 2)
    }

    @Test("a polygon with a hole has the area of what is left of it, in every layer")
    func polygonWithHole() async throws {
        try await bench.place(images: ["a.png"], in: project.project.id)
        for (number, name) in ["Ada", "Bob"].enumerated() {
            let person = try await bench.member(name, of: project.project.id)
            try await bench.answer([.polygonWithHole(number, dog)], in: project.project.id, by: person)
        }
        for layer in [ExportLayer.consensus, .annotators] {
            for row in try await export(layer).annotations {
                #expect(abs(row.area - 1_200) < 1)
                #expect(row.bbox == [2, 2, 40, 40])
                #expect(row.category_id == 2)
            }
        }
    }

    @Test("what one project exports another imports, shape for shape")
    func roundTrip() async throws {
        try await bench.place(images: ["a.png", "b.png"], in: project.project.id)
        let drawn: [Annotation] = [.box(1, cat, x: 0.25, y: 0.5), .polygonWithHole(2, dog)]
        for name in ["Ada", "Bob"] {
            let person = try await bench.member(name, of: project.project.id)
            try await bench.answer(drawn, in: project.project.id, by: person)
            try await bench.answer([], in: project.project.id, by: person)
        }
        let file = try await bytes(.annotators).bytes
        let copy = try await bench.project("Copy", by: rolf)
        let images = try await bench.place(images: ["a.png", "b.png"], in: copy.project.id)
        let result = try await ImportDataset(bench.environment)(
            file, named: "all.json", format: "coco", as: .annotators, into: copy.project.id, by: rolf)
        #expect(result.images == 4)
        #expect(result.notices.isEmpty)
        let shapes = try await bench.store.read { tx in
            try tx.submissions(image: images[0].id).map { $0.annotations.map(\.shape) }
        }
        #expect(shapes == [drawn.map(\.shape), drawn.map(\.shape)])
    }

    @Test("images added and answers given while the file is written never break it")
    func underWork() async throws {
        try await bench.place(images: ["a.png"], in: project.project.id)
        let ada = try await bench.member("Ada", of: project.project.id)
        try await bench.answer([.box(1, cat)], in: project.project.id, by: ada)
        let prepared = try await ExportDataset(bench.environment).prepare(
            project.project.id, layer: .all, format: "coco", by: rolf)
        var bytes: [UInt8] = []
        var chunks = 0
        try await prepared.write { chunk in
            bytes += chunk
            chunks += 1
            guard chunks <= 5 else { return }
            try await bench.place(images: ["new-\(chunks).png"], in: project.project.id)
            let person = try await bench.member("P\(chunks)", of: project.project.id)
            while let item = try await bench.next(in: project.project.id, for: person) {
                try await bench.submit([.box(chunks, dog)], to: item, by: person)
            }
        }
        let file = try JSONDecoder().decode(File.self, from: Data(bytes))
        let images = Set(file.images.map(\.id))
        #expect(file.annotations.allSatisfy { images.contains($0.image_id) })
        #expect(chunks > 2)
    }

    @Test("a file's name comes from the project's, without what a name must not hold")
    func fileName() async throws {
        let odd = try await bench.project("a/../b", by: rolf).project.id
        let prepared = try await ExportDataset(bench.environment).prepare(
            odd, layer: .consensus, format: "coco", by: rolf)
        #expect(prepared.fileName == "b-consensus.json")
        let refused = try await refusal {
            try await ExportDataset(bench.environment).prepare(odd, layer: .all, format: "voc", by: rolf)
        }
        #expect(refused?.field == "format")
    }

    @Test("attributes, extreme points and what became of suggestions are told, and read back")
    func details() async throws {
        var draft = ProjectDraft()
        draft.name = "Cars"
        draft.replication = 1
        draft.labels = [
            LabelDraft(
                name: "car",
                attributes: [
                    AttributeDraft(name: "colour", kind: "choice", options: ["red", "blue"]),
                    AttributeDraft(name: "doors", kind: "number"),
                    AttributeDraft(name: "moving", kind: "yesno"),
                ])
        ]
        let cars = try await ManageProjects(bench.environment).create(draft, by: rolf)
        let asked = cars.labels[0].attributes
        try await bench.place(images: ["a.png"], in: cars.project.id)
        let ada = try await bench.member("Ada", of: cars.project.id)
        var drawn = Annotation.box(1, cars.labels[0].id, x: 10, y: 10, width: 20, height: 16)
        drawn.details.attributes = [
            asked[0].id: .text("blue"), asked[1].id: .number(4), asked[2].id: .flag(true),
        ]
        drawn.details.extremePoints = [(15.0, 10.0), (10, 20), (12, 26), (30, 11)].map {
            ImagePoint(x: $0.0, y: $0.1)
        }
        drawn.details.effort = DrawingEffort(
            method: "extreme", presses: 4, keys: 1, adjustments: 0, activeMilliseconds: 6_100)
        var adjusted = Annotation.box(2, cars.labels[0].id, x: 40)
        adjusted.details.origin = SuggestionOrigin(source: "previous", state: .adjusted)
        let item = try #require(try await bench.next(in: cars.project.id, for: ada))
        _ = try await SubmitAnnotations(bench.environment)(
            [drawn, adjusted], id: bench.environment.identifiers.uuid(), assignment: item.assignment.id,
            lease: item.assignment.leaseToken, deletedSuggestions: ["previous": 2], activeMilliseconds: 1,
            by: ada)

        let prepared = try await ExportDataset(bench.environment).prepare(
            cars.project.id, layer: .annotators, format: "coco", by: rolf)
        var bytes: [UInt8] = []
        try await prepared.write { bytes += $0 }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""attributes":{"colour":"blue","doors":4,"moving":true}"#))
        #expect(text.contains(#""extreme_points":[[15,10],[10,20],[12,26],[30,11]]"#))
        #expect(text.contains(#""effort":{"method":"extreme","presses":4,"keys":1,"adjustments":0,"#))
        #expect(text.contains(#""origin":{"source":"previous","state":"adjusted"}"#))
        #expect(
            text.contains(#""source":"previous","accepted":0,"adjusted":1,"deleted":2,"added":1}"#))

        let result = try await ImportDataset(bench.environment)(
            bytes, named: "cars.json", format: "coco", as: .gold, into: cars.project.id, by: rolf)
        #expect(result.notices.isEmpty)
        let gold = try await bench.store.read { try $0.references(image: item.image.id) }
        let read = try #require(gold.first).annotations
        #expect(read.map(\.details.attributes) == [drawn.details.attributes, [:]])
        #expect(read.map(\.details.extremePoints) == [drawn.details.extremePoints, []])
        #expect(read.map(\.details.origin) == [nil, adjusted.details.origin])
    }
}
