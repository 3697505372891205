import Formats
import Geometry
import Labeling
import Testing

@Suite("COCO import")
struct COCOImporterTests {
    private func read(_ annotations: String, extra: String = "") throws -> DatasetDocument {
        try COCOImporter().read(DatasetSamples.coco(annotations, extra: extra), name: "a.json")
    }

    @Test(
        "what a row becomes",
        arguments: [
            (#""bbox": [1, 2, 3.5, 4e0]"#, Shape.box(Box(x: 1, y: 2, width: 3.5, height: 4))),
            (#""bbox": [1, 2, 3, 4], "segmentation": []"#, .box(Box(x: 1, y: 2, width: 3, height: 4))),
            (#""bbox": [1, 2, 3, 4], "segmentation": null"#, .box(Box(x: 1, y: 2, width: 3, height: 4))),
            (
                #""bbox": [1, 2, 3, 4], "segmentation": [[1, 2, 4, 2, 4, 6, 1, 6]]"#,
                .box(Box(x: 1, y: 2, width: 3, height: 4))
            ),
            (
                #""segmentation": [[1, 2, 4, 2, 4, 6, 1, 6, 1, 2]]"#,
                .box(Box(x: 1, y: 2, width: 3, height: 4))
            ),
            (
                #""bbox": [1, 2, 3, 4], "segmentation": [[1, 2, 4, 2, 4, 6]]"#,
                .polygon(Polygon([.init(x: 1, y: 2), .init(x: 4, y: 2), .init(x: 4, y: 6)]))
            ),
            (#""bbox": [90, 70, 30, 30]"#, .box(Box(x: 90, y: 70, width: 30, height: 30))),
            (#""bbox": [-5, -5, 10, 10]"#, .box(Box(x: -5, y: -5, width: 10, height: 10))),
        ]
    )
    func shapes(keys: String, shape: Shape) throws {
        let document = try read(DatasetSamples.row(keys))
        #expect(document.annotations.map(\.shape) == [shape])
        #expect(document.changed.isEmpty)
    }

    @Test("sections are found in any order, behind a byte order mark, and unknown ones are left")
    func order() throws {
        let text = """
            {"later": {"x": [1, {"y": "\\u00e9\\n"}]}, "annotations": [\(DatasetSamples.row(#""bbox": [1,1,2,2]"#))],
             "categories": [{"name": "c", "id": 1, "keypoints": ["nose"]}],
             "images": [{"id": 1, "license": null, "coco_url": "u"}], "info": {"year": 2017, "description": "d"}}
            """
        let document = try COCOImporter().read([0xEF, 0xBB, 0xBF] + Array(text.utf8), name: "a.json")
        #expect(document.annotations.count == 1)
        #expect(document.info.description == "d")
        #expect(document.images == [DatasetImage(number: 1)])
    }

    @Test(
        "numbers are read to the last digit",
        arguments: [
            "0.1", "1.0000000000000002", "4.35", "17.000000000000004e0", "12345678901234567890e-18", "5e-1",
        ])
    func numbers(text: String) throws {
        let document = try read(DatasetSamples.row("\"bbox\": [\(text), 1, 2, 2]"))
        #expect(document.annotations.first?.shape.bounds.x == Double(text))
    }

    @Test(
        "texts with escapes are read", arguments: [(#"\ud83d\ude00 \"\\\/\u00e9"#, "😀 \"\\/é"), ("日本", "日本")])
    func texts(json: String, text: String) throws {
        let bytes = Array(#"{"images":[],"annotations":[],"categories":[{"id":1,"name":"\#(json)"}]}"#.utf8)
        #expect(try COCOImporter().read(bytes, name: "a").classes.map(\.name) == [text])
    }

    @Test("ids may be texts")
    func textIDs() throws {
        let text = """
            {"images": [{"id": "x"}, {"id": 4}], "categories": [{"id": "c", "name": "cat"}],
             "annotators": ["zoe", {"id": 3}], "assignments": [{"image_id": "x", "annotator_id": 3}],
             "annotations": [{"id": "q", "image_id": "x", "category_id": "c", "annotator_id": "zoe",
                "bbox": [1, 1, 2, 2]}]}
            """
        let document = try COCOImporter().read(Array(text.utf8), name: "a.json")
        #expect(document.images == [DatasetImage(number: 5, key: "x"), DatasetImage(number: 4)])
        #expect(document.classes == [DatasetClass(number: 1, name: "cat")])
        #expect(
            document.annotators == [
                DatasetAnnotator(number: 4, name: "zoe"), DatasetAnnotator(number: 3, name: "3"),
            ]
        )
        #expect(
            document.assignments == [
                DatasetAssignment(imageNumber: 5, annotatorNumber: 3),
                DatasetAssignment(imageNumber: 5, annotatorNumber: 4),
            ]
        )
        #expect(document.annotations.first?.reference == .key("q"))
        #expect(document.annotations.first?.annotatorNumber == 4)
    }

    @Test("a look without a drawing counts; a drawing without a listed look counts too")
    func assignments() throws {
        let document = try read(
            DatasetSamples.row(#""bbox": [1,1,2,2], "annotator_id": 2"#),
            extra: #""annotators": [{"id": 0}, {"id": 2, "name": "bo"}], "assignments": [[1, 0]],"#
        )
        #expect(document.annotators.map(\.name) == ["0", "bo"])
        #expect(document.assignments.map(\.annotatorNumber) == [0, 2])
    }

    @Test("CVAT's attributes and iscrowd become flags")
    func flags() throws {
        let document = try read(
            DatasetSamples.row(
                #""bbox": [1,1,2,2], "iscrowd": 1, "attributes": {"occluded": true, "truncated": false, "x": [1]}"#
            )
        )
        #expect(document.annotations.first?.flags == [.crowd, .occluded])
        #expect(document.annotations.first?.isCrowd == true)
    }

    @Test("parts that touch are joined, parts that don't become annotations of their own")
    func parts() throws {
        let touching = try read(
            DatasetSamples.row(#""segmentation": [[0,0,10,0,10,10,0,10], [10,5,20,5,20,15,10,15]]"#)
        )
        #expect(touching.annotations.map(\.shape.area) == [200])
        #expect(touching.changed.map(\.path) == ["annotations[0].segmentation"])
        let apart = try read(
            DatasetSamples.row(#""segmentation": [[0,0,10,0,10,10], [50.5,5,60,5,60,15]]"#) + ","
                + DatasetSamples.row(#""bbox": [1,1,2,2]"#, id: "2")
        )
        #expect(apart.annotations.map(\.number) == [1, 3, 2])
        #expect(apart.annotations.map(\.shape.bounds.x) == [0, 50.5, 1])
        #expect(apart.annotations.map(\.key) == [nil, "1/2", nil])
        #expect(apart.changed.count == 1)
    }

    @Test("an uncompressed mask of the whole canvas in a huge image costs nothing")
    func hugeMask() throws {
        let text = """
            {"images": [{"id": 1, "width": 1000000, "height": 1000000}], "categories": [{"id": 1, "name": "a"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1,
                "segmentation": {"size": [1000000, 1000000], "counts": [0, 1000000000000]}}]}
            """
        let document = try COCOImporter().read(Array(text.utf8), name: "a.json")
        #expect(document.annotations.map(\.shape) == [.box(Box(x: 0, y: 0, width: 1e6, height: 1e6))])
    }

    @Test("another list of annotations can be read")
    func section() throws {
        let bytes = DatasetSamples.coco(
            "", extra: "\"gt_annotations\": [\(DatasetSamples.row(#""bbox": [1,1,2,2]"#))],")
        #expect(
            try COCOImporter(annotationSection: "gt_annotations").read(bytes, name: "a").annotations.count
                == 1)
        #expect(try COCOImporter().read(bytes, name: "a").annotations.isEmpty)
    }

    @Test("a model's results are read beside the document they are about")
    func results() throws {
        let reference = DatasetDocument(
            images: [DatasetImage(number: 139, fileName: "a.jpg", size: PixelSize(width: 50, height: 50))],
            classes: [DatasetClass(number: 18, name: "dog")]
        )
        func read(_ text: String, tolerance: Tolerance = .strict) throws -> DatasetDocument {
            try COCOImporter(tolerance: tolerance).read(
                results: Array(text.utf8), name: "r.json", of: reference)
        }
        let row = #"{"image_id": 139, "category_id": 18, "bbox": [1, 2, 3, 4], "score": 0.25}"#
        let document = try read("[\(row), \(row)]")
        #expect(document.images == reference.images && document.classes == reference.classes)
        #expect(document.annotations.map(\.number) == [1, 2])
        #expect(document.annotations.map(\.score) == [0.25, 0.25])
        #expect(document.annotations.map(\.layer) == [.prediction, .prediction])
        #expect(try read("[]").annotations.isEmpty)

        let bad = #"[{"image_id": 139, "category_id": 18, "bbox": [1, 2, 3, 4]}, "# + row + "]"
        #expect(try #require(throws: FormatError.self) { try read(bad) }.path == "[0].score")
        #expect(try read(bad, tolerance: .lenient).annotations.count == 1)
        #expect(throws: FormatError.self) { try read("[\(row)") }
        #expect(throws: FormatError.self) { try read("{}") }
        #expect(try #require(throws: FormatError.self) { try read(row) }.reason.contains("list"))
    }

    @Test(
        "the order of rows changes nothing once the document is in order of numbers",
        arguments: [true, false])
    func rowOrder(idsAreTexts: Bool) throws {
        func id(_ number: Int) -> String { idsAreTexts ? "\"n\(number)\"" : "\(number)" }
        func document(_ order: [Int]) throws -> DatasetDocument {
            func list(_ row: (Int) -> String) -> String { order.map(row).joined(separator: ",") }
            let text = """
                {"images": [\(list { #"{"id": \#(id($0)), "file_name": "f\#($0)"}"# })],
                 "categories": [\(list { #"{"id": \#(id($0)), "name": "c\#($0)"}"# })],
                 "annotators": [\(list { id($0) })], "assignments": [\(list { "[\(id($0)), \(id($0))]" })],
                 "annotations": [\(list {
                    #"{"id": \#(id($0)), "image_id": \#(id($0)), "category_id": \#(id($0)), "# +
                    #""annotator_id": \#(id($0)), "segmentation": [[0,0,4,0,4,4], [9,9,19,9,19,\#(20 + $0)]]}"#
                 })]}
                """
            return try COCOImporter().read(Array(text.utf8), name: "a.json").inOrderOfNumbers()
        }
        var one = try document([3, 1, 4, 2])
        var other = try document([1, 2, 3, 4])
        (one.changed, other.changed) = ([], [])
        #expect(one == other)
        #expect(one.annotations.count == 8)
    }
}
