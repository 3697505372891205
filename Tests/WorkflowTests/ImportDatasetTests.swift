import Formats
import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Importing annotations")
struct ImportDatasetTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectDetail
    let images: [LabeledImage]

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 2, by: rolf)
        images = try await bench.place(images: ["a.png", "b.png"], in: project.project.id)
    }

    /// A COCO file about images a.png (1) and b.png (2), both of 64 by 48 pixels.
    private static func coco(
        _ annotations: String, images: String? = nil, category: String = "cat", more: String = ""
    ) -> String {
        let listed =
            images ?? """
                {"id": 1, "file_name": "a.png", "width": 64, "height": 48},
                {"id": 2, "file_name": "b.png", "width": 64, "height": 48}
                """
        return """
            {"images": [\(listed)], "annotations": [\(annotations)], \(more)
             "categories": [{"id": 5, "name": "dog"}, {"id": 9, "name": "\(category)"}]}
            """
    }

    private static let one =
        #"{"id": 1, "image_id": 1, "category_id": 9, "bbox": [4, 4, 20, 16], "area": 320, "iscrowd": 0}"#

    @discardableResult
    private func read(
        _ text: String, as layer: ImportedLayer = .annotator("Zoe"), format: String = "coco",
        by principal: Principal? = nil
    ) async throws -> ImportedDataset {
        try await ImportDataset(bench.environment)(
            Array(text.utf8), named: "file.json", format: format, as: layer, into: project.project.id,
            by: principal ?? rolf)
    }

    private func submissions(_ image: Int) async throws -> [Submission] {
        try await bench.store.read { tx in try tx.submissions(image: images[image].id) }
    }

    private func references(_ image: Int) async throws -> [ReferenceLayer] {
        try await bench.store.read { tx in try tx.references(image: images[image].id) }
    }

    @Test("one annotator's file: every listed image counts as answered, also an empty one")
    func annotator() async throws {
        let result = try await read(Self.coco(Self.one))
        #expect(result.images == 2)
        #expect(result.annotations == 1)
        #expect(result.notices.isEmpty)
        let first = try await submissions(0)
        #expect(first.map { $0.annotations.map(\.shape) } == [[.box(Box(x: 4, y: 4, width: 20, height: 16))]])
        #expect(first.first?.annotations.first?.labelID == project.labels[0].id)
        #expect(try await submissions(1).map(\.annotations) == [[]])
        let record = try await bench.store.read { tx in try tx.consensus(image: images[0].id) }
        #expect(record?.annotators == 1, "imported answers enter the consensus at once")
    }

    @Test("the author of imported answers is in the project, and cannot sign in")
    func author() async throws {
        try await read(Self.coco(Self.one))
        let members = try await ManageMembers(bench.environment).list(of: project.project.id, by: rolf)
        let zoe = try #require(members.first { $0.account.name == "Zoe" })
        #expect(zoe.account.email == nil)
        #expect(zoe.submitted == 2)
    }

    @Test("the same file twice adds nothing, and says so")
    func twice() async throws {
        try await read(Self.coco(Self.one))
        let again = try await read(Self.coco(Self.one))
        #expect(again.images == 0)
        #expect(again.notices.count == 2)
        #expect(try await submissions(0).count == 1)
    }

    @Test("gold and predictions are references, never answers, and a newer file replaces the older")
    func references() async throws {
        try await read(Self.coco(Self.one), as: .gold)
        try await read(Self.coco(Self.one), as: .predictions("yolo"))
        try await read(Self.coco(""), as: .predictions("yolo"))
        #expect(try await submissions(0).isEmpty)
        let layers = try await references(0)
        #expect(layers.map(\.kind) == [.gold, .prediction])
        #expect(layers.map(\.source) == ["gold", "yolo"])
        #expect(layers.map(\.annotations.count) == [1, 0])
        let progress = try await ManageProjects(bench.environment).detail(of: project.project.id, for: rolf)
            .progress
        #expect(progress?.submitted == 0)
    }

    @Test("a multi-annotator file becomes one answer for each who looked, also where they drew nothing")
    func annotators() async throws {
        let row = #"{"id": 1, "image_id": 1, "category_id": 9, "bbox": [4,4,20,16], "annotator_id": 2}"#
        let text = Self.coco(
            row,
            more: """
                "annotators": [{"id": 1, "name": "Zoe"}, {"id": 2, "name": "Yan"}],
                "assignments": [[1, 1], [1, 2], [2, 2]],
                """)
        let result = try await read(text, as: .annotators)
        #expect(result.images == 3)
        #expect(result.annotations == 1)
        #expect(try await submissions(0).count == 2)
        #expect(try await submissions(0).map(\.annotations.count).sorted() == [0, 1])
        #expect(try await submissions(1).count == 1)
        #expect(
            try await refusal { try await read(Self.coco(Self.one), as: .annotators) }?.field == "annotators")
    }

    @Test("a Pascal VOC file is read the same way")
    func voc() async throws {
        let text = """
            <annotation><filename>b.png</filename><size><width>64</width><height>48</height><depth>3</depth></size>
            <object><name>dog</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>10</xmax><ymax>20</ymax></bndbox></object>
            </annotation>
            """
        #expect(try await read(text, format: "voc").annotations == 1)
        let shapes = try await submissions(1).flatMap { $0.annotations.map(\.shape) }
        #expect(shapes == [.box(Box(x: 0, y: 0, width: 10, height: 20))])
        #expect(try await submissions(0).isEmpty)
    }

    /// A file that is refused whole, and the place that is named.
    struct BadFile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let field: String
    }

    static let badFiles = [
        BadFile(
            testDescription: "unknown category", text: coco(one, category: "horse"),
            field: "categories[1].name"),
        BadFile(
            testDescription: "another size",
            text: coco(one, images: #"{"id": 1, "file_name": "a.png", "width": 640, "height": 480}"#),
            field: "images[0]"),
        BadFile(
            testDescription: "annotation without image",
            text: coco(one + #", {"id": 2, "image_id": 7, "category_id": 9, "bbox": [1, 1, 2, 2]}"#),
            field: "annotations[1].image_id"),
        BadFile(
            testDescription: "annotation without category",
            text: coco(one + #", {"id": 2, "image_id": 1, "category_id": 77, "bbox": [1, 1, 2, 2]}"#),
            field: "annotations[1].category_id"),
        BadFile(
            testDescription: "duplicate id", text: coco(one + ", " + one), field: "annotations[1].id"),
        BadFile(
            testDescription: "negative size",
            text: coco(#"{"id": 1, "image_id": 1, "category_id": 9, "bbox": [1, 1, -2, 2]}"#),
            field: "annotations[0].bbox"),
        BadFile(
            testDescription: "not a number",
            text: coco(#"{"id": 1, "image_id": 1, "category_id": 9, "bbox": [NaN, 1, 2, 2]}"#),
            field: "annotations[0].bbox[0]"),
    ]

    @Test("a bad file is refused whole, by the place in it; nothing is stored", arguments: badFiles)
    func bad(file: BadFile) async throws {
        let refused = try await refusal { try await read(file.text) }
        #expect(refused?.code == .invalid)
        #expect(refused?.field == file.field)
        #expect(try await submissions(0).isEmpty)
        #expect(try await submissions(1).isEmpty)
        let members = try await ManageMembers(bench.environment).list(of: project.project.id, by: rolf)
        #expect(members.map(\.account.name) == ["Rolf"])
    }

    @Test(
        "what is no dataset at all is refused",
        arguments: ["", "{", "[]", "null", "<annotation/>", "{\"images\": 5}", "\u{0}\u{1}"])
    func garbage(text: String) async throws {
        #expect(try await refusal { try await read(text) }?.code == .invalid)
    }

    @Test("images that are not here are left out with a notice, the others come in")
    func missingImage() async throws {
        let images = """
            {"id": 1, "file_name": "a.png", "width": 64, "height": 48},
            {"id": 2, "file_name": "elsewhere.png", "width": 64, "height": 48}
            """
        let result = try await read(Self.coco(Self.one, images: images))
        #expect(result.images == 1)
        #expect(result.notices.map(\.path) == ["images[1]"])
        #expect(result.notices.first?.reason.contains("elsewhere.png") == true)
    }

    @Test("two images of one name are not guessed between")
    func ambiguousName() async throws {
        try await bench.store.write { [images, project] tx in
            let image = images[0]
            try tx.insert(
                LabeledImage(
                    id: ImageID(String(repeating: "7", count: 32)), projectID: project.project.id,
                    name: "a.png",
                    position: 3, size: image.size, format: "png",
                    original: BlobID(sha256: String(repeating: "7", count: 64)), tiles: image.tiles,
                    createdAt: image.createdAt),
                slots: 2)
        }
        let result = try await read(Self.coco(Self.one))
        #expect(result.images == 1)
        #expect(result.notices.map(\.path) == ["images[0]"])
        #expect(try await submissions(0).isEmpty)
    }

    @Test("shapes are cut at the image's edge; one wholly outside refuses the file")
    func clipped() async throws {
        let outside = #"{"id": 2, "image_id": 1, "category_id": 9, "bbox": [100, 100, 5, 5]}"#
        let across = #"{"id": 1, "image_id": 1, "category_id": 9, "bbox": [54, -10, 30, 30]}"#
        #expect(
            try await refusal { try await read(Self.coco(across + ", " + outside)) }?.field
                == "annotations[1].bbox")
        #expect(try await submissions(0).isEmpty)
        #expect(try await read(Self.coco(across)).annotations == 1)
        let shapes = try await submissions(0).flatMap { $0.annotations.map(\.shape) }
        #expect(shapes == [.box(Box(x: 54, y: 0, width: 10, height: 20))])
    }

    @Test("folders in a file's names are passed over, as in uploads")
    func folders() async throws {
        let images = #"{"id": 1, "file_name": "photos/2026/a.png", "width": 64, "height": 48}"#
        #expect(try await read(Self.coco(Self.one, images: images)).images == 1)
    }

    @Test(
        "what an import is, in words",
        arguments: [
            ("annotator:Zoe", ImportedLayer.annotator("Zoe")), ("annotator:a:b", .annotator("a:b")),
            ("annotators", .annotators), ("gold", .gold), ("predictions:yolo", .predictions("yolo")),
            ("annotator:", nil), ("annotator", nil), ("Gold", nil), ("", nil), ("predictions:", nil),
        ] as [(String, ImportedLayer?)])
    func layers(text: String, layer: ImportedLayer?) {
        #expect(ImportedLayer(text) == layer)
    }

    @Test("a format that cannot be read is named")
    func unknownFormat() async throws {
        #expect(try await refusal { try await read("{}", format: "yolo9000") }?.field == "format")
    }

    @Test("answers to questions that the project does not ask are left out, each with a notice")
    func unaskedAttributes() async throws {
        let row = Self.one.dropLast() + #", "attributes": {"occluded": true, "colour": "red", "list": [1]}}"#
        let result = try await read(Self.coco(String(row)))
        #expect(result.notices.map(\.path) == ["annotation 1 on a.png, attribute colour"])
        let answer = try #require(try await submissions(0).first)
        #expect(answer.annotations.map(\.flags) == [.occluded])
        #expect(answer.annotations.map(\.details.isEmpty) == [true])
    }
}
