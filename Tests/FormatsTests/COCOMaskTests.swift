import Formats
import Foundation
import Geometry
import Labeling
import Testing

@Suite("COCO masks against pycocotools")
struct COCOMaskTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let rings: [[ImagePoint]]?
        let size: [Int]
        let counts: String
        let runs: [Int]
        let area: Int
        let bbox: [Double]

        var testDescription: String { name }
        var canvas: PixelSize { PixelSize(width: size[1], height: size[0]) }
    }

    private struct File: Decodable { let cases: [Case] }

    static let cases: [Case] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/formats/coco_masks.json")
        do {
            return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
        } catch {
            Issue.record("the fixture can't be read: \(error)")
            return []
        }
    }()

    private func document(_ mask: Case, counts: String) throws -> DatasetDocument {
        let text = """
            {"images": [{"id": 1, "width": \(mask.size[1]), "height": \(mask.size[0])}],
             "categories": [{"id": 1, "name": "a"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0,
                "segmentation": {"size": \(mask.size), "counts": \(counts)}}]}
            """
        return try COCOImporter().read(Array(text.utf8), name: mask.name)
    }

    /// JSON of a text; the compressed form may hold a backslash.
    private func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    @Test("there are cases")
    func someCases() {
        #expect(Self.cases.count > 20)
    }

    @Test("the outlines of a mask enclose just its pixels", arguments: cases)
    func imported(_ mask: Case) throws {
        let compressed = try document(mask, counts: quoted(mask.counts))
        #expect(try document(mask, counts: "\(mask.runs)").annotations == compressed.annotations)
        let polygons = compressed.annotations.map(\.shape.asPolygon)
        #expect(polygons.reduce(0) { $0 + $1.area } == Double(mask.area))
        var covered = 0
        var start = 0
        for (index, run) in mask.runs.enumerated() {
            for offset in start..<start + run {
                let centre = ImagePoint(
                    x: Double(offset / mask.size[0]) + 0.5,
                    y: Double(offset % mask.size[0]) + 0.5
                )
                let count = polygons.count { $0.contains(centre) }
                #expect(count == (index % 2), "pixel \(centre)")
                covered += count
            }
            start += run
        }
        #expect(covered == mask.area)
        let bounds = polygons.dropFirst().reduce(try #require(polygons.first).bounds) { $0.union($1.bounds) }
        #expect([bounds.x, bounds.y, bounds.width, bounds.height] == mask.bbox)
    }

    @Test(
        "parts and holes are counted",
        arguments: [
            ("one pixel", 1, 0), ("whole canvas", 1, 0), ("ring around a pixel", 1, 1), ("two parts", 2, 0),
            ("pixels that touch at a corner", 2, 0), ("holes that touch at a corner", 1, 1),
            ("island in a hole", 2, 2), ("column wraps", 1, 0),
        ]
    )
    func structure(name: String, parts: Int, holes: Int) throws {
        let mask = try #require(Self.cases.first { $0.name == name })
        let document = try document(mask, counts: quoted(mask.counts))
        #expect(document.annotations.count == parts)
        #expect(document.annotations.reduce(0) { $0 + $1.shape.asPolygon.holes.count } == holes)
        #expect(Set(document.annotations.map(\.number)).count == parts)
        #expect(document.changed.count == (parts > 1 ? 1 : 0))
    }

    @Test(
        "a polygon with holes is written as pycocotools encodes it",
        arguments: cases.filter { $0.rings != nil })
    func exported(_ mask: Case) throws {
        let rings = try #require(mask.rings)
        let document = DatasetDocument(
            images: [DatasetImage(number: 1, size: mask.canvas)],
            classes: [DatasetClass(number: 1, name: "a")],
            annotations: [
                DatasetAnnotation(
                    number: 1, imageNumber: 1, classNumber: 1, shape: .polygon(Polygon(rings: rings)))
            ]
        )
        let bytes = try DatasetSamples.written(document)
        let json = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let row = try #require((json["annotations"] as? [[String: Any]])?.first)
        #expect(row["iscrowd"] as? Int == 0)
        guard rings.count > 1 else {
            #expect(row["segmentation"] is [[Double]])
            return
        }
        let segmentation = try #require(row["segmentation"] as? [String: Any])
        #expect(segmentation["counts"] as? String == mask.counts)
        #expect(segmentation["size"] as? [Int] == mask.size)
        #expect(row["area"] as? Int == mask.area)
    }
}
