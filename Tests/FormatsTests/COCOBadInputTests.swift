import Formats
import Testing

@Suite("COCO that cannot be accepted")
struct COCOBadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let annotations: String
        var extra = ""
        let path: String
        let says: String

        var testDescription: String { name }
    }

    private static func row(_ keys: String, id: String = "1") -> String { DatasetSamples.row(keys, id: id) }
    private static let good = row(#""bbox": [1, 1, 5, 5]"#)
    private static let people = #""annotators": [{"id": 1}],"#

    /// Faults of one row, behind a good one.
    static let rows: [Case] = [
        Case(
            name: "unknown category",
            annotations: #"{"id": 2, "image_id": 1, "category_id": 9, "bbox": [1, 1, 5, 5]}"#,
            path: "annotations[1].category_id",
            says: "no category with the id 9"
        ),
        Case(
            name: "unknown image",
            annotations: #"{"id": 2, "image_id": "1", "category_id": 1, "bbox": [1, 1, 5, 5]}"#,
            path: "annotations[1].image_id",
            says: "no image with the id \"1\""
        ),
        Case(
            name: "image id with a control character",
            annotations: #"{"id": 2, "image_id": "\u0007x", "category_id": 1, "bbox": [1, 1, 5, 5]}"#,
            path: "annotations[1].image_id",
            says: "control character"
        ),
        Case(
            name: "no image",
            annotations: #"{"id": 2, "category_id": 1, "bbox": [1, 1, 5, 5]}"#,
            path: "annotations[1].image_id",
            says: "no image_id"
        ),
        Case(
            name: "no category",
            annotations: #"{"id": 2, "image_id": 1, "bbox": [1, 1, 5, 5]}"#,
            path: "annotations[1].category_id",
            says: "no category_id"
        ),
        Case(
            name: "no id",
            annotations: #"{"image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5]}"#,
            path: "annotations[1].id",
            says: "no id"
        ),
        Case(name: "duplicate id", annotations: good, path: "annotations[1].id", says: "appears twice"),
        Case(
            name: "NaN as Python writes it",
            annotations: row(#""bbox": [NaN, 1, 5, 5]"#, id: "2"),
            path: "annotations[1].bbox[0]",
            says: "finite number"
        ),
        Case(
            name: "minus infinity",
            annotations: row(#""bbox": [1, -Infinity, 5, 5]"#, id: "2"),
            path: "annotations[1].bbox[1]",
            says: "finite number"
        ),
        Case(
            name: "1e999",
            annotations: row(#""bbox": [1, 1, 1e999, 5]"#, id: "2"),
            path: "annotations[1].bbox[2]",
            says: "finite number"
        ),
        Case(
            name: "NaN as a text",
            annotations: row(#""bbox": ["NaN", 1, 5, 5]"#, id: "2"),
            path: "annotations[1].bbox[0]",
            says: "not a text"
        ),
        Case(
            name: "negative width",
            annotations: row(#""bbox": [1, 1, -5, 5]"#, id: "2"),
            path: "annotations[1].bbox",
            says: "greater than zero"
        ),
        Case(
            name: "zero height",
            annotations: row(#""bbox": [1, 1, 5, 0]"#, id: "2"),
            path: "annotations[1].bbox",
            says: "greater than zero"
        ),
        Case(
            name: "three numbers",
            annotations: row(#""bbox": [1, 1, 5]"#, id: "2"),
            path: "annotations[1].bbox",
            says: "four numbers"
        ),
        Case(
            name: "box is an object",
            annotations: row(#""bbox": {"x": 1}"#, id: "2"),
            path: "annotations[1].bbox",
            says: "a list […], not an object"
        ),
        Case(
            name: "outside the image",
            annotations: row(#""bbox": [100, 1, 5, 5]"#, id: "2"),
            path: "annotations[1].bbox",
            says: "wholly outside"
        ),
        Case(
            name: "far away",
            annotations: row(#""bbox": [1e8, 1, 5, 5]"#, id: "2"),
            path: "annotations[1].bbox[0]",
            says: "too large"
        ),
        Case(
            name: "neither box nor outline",
            annotations: row(#""area": 3"#, id: "2"),
            path: "annotations[1].bbox",
            says: "neither a bbox nor a segmentation"
        ),
        Case(
            name: "odd outline",
            annotations: row(#""segmentation": [[1, 1, 5, 1, 5]]"#, id: "2"),
            path: "annotations[1].segmentation[0]",
            says: "even count"
        ),
        Case(
            name: "two points",
            annotations: row(#""segmentation": [[1, 1, 5, 1]]"#, id: "2"),
            path: "annotations[1].segmentation[0]",
            says: "at least 3 points"
        ),
        Case(
            name: "flat outline",
            annotations: row(#""segmentation": [[1, 1, 5, 1, 9, 1]]"#, id: "2"),
            path: "annotations[1].segmentation[0]",
            says: "no area"
        ),
        Case(
            name: "outline without its inner list",
            annotations: row(#""segmentation": [1, 1, 5, 1, 5, 5]"#, id: "2"),
            path: "annotations[1].segmentation[0]",
            says: "a list […], not a number"
        ),
        Case(
            name: "mask of another size",
            annotations: row(#""segmentation": {"size": [2, 2], "counts": [0, 4]}"#, id: "2"),
            path: "annotations[1].segmentation",
            says: "2×2, its image 100×80"
        ),
        Case(
            name: "runs that don't add up",
            annotations: row(#""segmentation": {"size": [80, 100], "counts": [0, 4]}"#, id: "2"),
            path: "annotations[1].segmentation.counts",
            says: "don't add up"
        ),
        Case(
            name: "corrupt compressed runs",
            annotations: row(#""segmentation": {"size": [80, 100], "counts": "~~"}"#, id: "2"),
            path: "annotations[1].segmentation.counts",
            says: "invalid character"
        ),
        Case(
            name: "empty mask",
            annotations: row(#""segmentation": {"size": [80, 100], "counts": [8000]}"#, id: "2"),
            path: "annotations[1].segmentation.counts",
            says: "empty"
        ),
        Case(
            name: "mask without a size",
            annotations: row(#""segmentation": {"counts": [8000]}"#, id: "2"),
            path: "annotations[1].segmentation.size",
            says: "no size"
        ),
        Case(
            name: "iscrowd 2",
            annotations: row(#""bbox": [1, 1, 5, 5], "iscrowd": 2"#, id: "2"),
            path: "annotations[1].iscrowd",
            says: "0 or 1"
        ),
        Case(
            name: "half an id",
            annotations: #"{"id": 2.5, "image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5]}"#,
            path: "annotations[1].id",
            says: "whole number"
        ),
        Case(
            name: "unknown annotator",
            annotations: row(#""bbox": [1, 1, 5, 5], "annotator_id": 7"#, id: "2"),
            extra: people,
            path: "annotations[1].annotator_id",
            says: "no annotator with the id 7"
        ),
        Case(
            name: "a row that is no object", annotations: "17", path: "annotations[1]",
            says: "an object {…}, not a number"),
    ]

    @Test("a faulty row is refused with its path", arguments: rows)
    func strict(_ bad: Case) throws {
        let bytes = DatasetSamples.coco("\(Self.good), \(bad.annotations)", extra: bad.extra)
        let error = try #require(throws: FormatError.self) {
            try COCOImporter().read(bytes, name: "bad.json")
        }
        #expect(error.file == "bad.json")
        #expect(error.path == bad.path)
        #expect(error.reason.contains(bad.says), "\(error.reason)")
        #expect(error.reason.hasSuffix("."))
    }

    @Test("a faulty row is left out and listed where that is wanted", arguments: rows)
    func lenient(_ bad: Case) throws {
        let last = Self.row(#""bbox": [2, 2, 5, 5]"#, id: "99")
        let bytes = DatasetSamples.coco("\(Self.good), \(bad.annotations), \(last)", extra: bad.extra)
        let document = try COCOImporter(tolerance: .lenient).read(bytes, name: "bad.json")
        #expect(document.annotations.map(\.number) == [1, 99])
        #expect(document.skipped.map(\.path) == [bad.path])
    }

    @Test(
        "faults of the other lists",
        arguments: [
            (#"{"categories": [], "annotations": []}"#, "images", "no list"),
            (#"{"images": [], "annotations": []}"#, "categories", "no list"),
            (#"{"images": [], "categories": []}"#, "annotations", "no list"),
            (
                #"{"images": [], "images": [], "categories": [], "annotations": []}"#, "images",
                "appears twice"
            ),
            (#"{"images": {}, "categories": [], "annotations": []}"#, "images", "a list […], not an object"),
            (
                #"{"images": [{"id": 1}, {"id": 1}], "categories": [], "annotations": []}"#, "images[1].id",
                "twice"
            ),
            (
                #"{"images": [{"file_name": "a"}], "categories": [], "annotations": []}"#, "images[0].id",
                "no id"
            ),
            (
                #"{"images": [{"id": 1, "width": 0}], "categories": [], "annotations": []}"#,
                "images[0].width", "zero"
            ),
            (
                #"{"images": [{"id": 1, "height": 1e7}], "categories": [], "annotations": []}"#,
                "images[0].height",
                "longer"
            ),
            (
                #"{"images": [{"id": 1, "file_name": "a\u001b[31m"}], "categories": [], "annotations": []}"#,
                "images[0].file_name", "control character"
            ),
            (
                #"{"images": [], "categories": [{"id": 1}], "annotations": []}"#, "categories[0].name",
                "no name"
            ),
            (
                #"{"images": [], "categories": [{"id": 1, "name": ""}], "annotations": []}"#,
                "categories[0].name",
                "empty"
            ),
            (
                #"{"images": [], "categories": [{"id":1,"name":"a"},{"id":1,"name":"b"}], "annotations": []}"#,
                "categories[1].id", "twice"
            ),
            (
                #"{"images": [], "categories": [], "annotations": [], "annotators": [1, 1]}"#,
                "annotators[1].id",
                "twice"
            ),
            (
                #"{"images": [], "categories": [], "annotations": [], "annotators": [1], "assignments": [[5, 1]]}"#,
                "assignments[0]", "no image with the id 5"
            ),
            (
                #"{"images": [{"id":5}], "categories": [], "annotations": [], "assignments": [[5, 1]]}"#,
                "assignments[0]", "no annotator with the id 1"
            ),
            (
                #"{"images": [{"id":5}], "categories": [], "annotations": [], "annotators": [1], "assignments": [[5]]}"#,
                "assignments[0]", "[image_id, annotator_id]"
            ),
        ]
    )
    func lists(text: String, path: String, says: String) throws {
        let error = try #require(throws: FormatError.self) {
            try COCOImporter().read(Array(text.utf8), name: "bad.json")
        }
        #expect(error.path == path)
        #expect(error.reason.contains(says), "\(error.reason)")
    }

    @Test(
        "a file that is no JSON names the line, whatever is tolerated",
        arguments: [
            ("{\"images\": [],\n \"categories\": [}", 2, "not JSON"),
            ("{\"images\": []\n \"categories\": []}", 2, "comma"),
            ("{\"images\": [],\n\n images: []}", 3, "key in quotes"),
            ("{\"images\": [\n", 2, "ends too early"),
            ("{\"images\": [1,]}", 1, "not JSON"),
            ("{\"images\": [01]}", 1, "not a number"),
            ("{\"images\": [tru]}", 1, "not JSON"),
            ("{\"images\": \"\n\"}", 1, "control character"),
            ("{\"images\": \"a", 1, "does not end"),
            ("{}\n{}", 2, "after the end"),
            ("<html>", 1, "not JSON"),
            (String(repeating: "[", count: 100_000), 1, "nested too deeply"),
            (String(repeating: "{\"a\":", count: 100_000), 1, "nested too deeply"),
        ]
    )
    func malformed(text: String, line: Int, says: String) throws {
        for tolerance in [Tolerance.strict, .lenient] {
            let error = try #require(throws: FormatError.self) {
                try COCOImporter(tolerance: tolerance).read(Array(text.utf8), name: "bad.json")
            }
            #expect(error.line == line)
            #expect(error.reason.contains(says), "\(error.reason)")
        }
    }

    @Test(
        "other files are told apart",
        arguments: [
            ([], "empty"), (Array(" \n".utf8), "empty"), ([0xEF, 0xBB, 0xBF], "empty"),
            ([0xFF, 0xFE, 0x7B, 0x00], "UTF-8"), ([0x7B, 0x00, 0x7D, 0x00], "UTF-8"),
            (Array(#"[{"image_id": 1, "bbox": [1, 1, 2, 2], "score": 0.5}]"#.utf8), "results"),
            (Array("17".utf8), "an object"), (Array("null".utf8), "an object"),
            (
                Array(#"{"images":[],"annotations":[],"categories":[{"id":1,"name":""#.utf8) + [0xC3, 0x28]
                    + Array("\"}]}".utf8), "UTF-8"
            ),
            (
                Array(#"{"images":[],"annotations":[],"categories":[{"id":1,"name":"\ud800"}]}"#.utf8),
                "escape"
            ),
            (Array(#"{"images":[],"annotations":[],"categories":[{"id":1,"name":"\q"}]}"#.utf8), "escape"),
        ] as [([UInt8], String)]
    )
    func otherFiles(bytes: [UInt8], says: String) throws {
        let error = try #require(throws: FormatError.self) {
            try COCOImporter().read(bytes, name: "bad.json")
        }
        #expect(error.reason.contains(says), "\(error.reason)")
    }

    @Test("cutting a good file anywhere is refused, never a crash")
    func truncated() throws {
        let bytes = try DatasetSamples.written(DatasetSamples.full)
        for length in stride(from: 0, to: bytes.count - 2, by: 3) {
            #expect(throws: FormatError.self) {
                try COCOImporter(tolerance: .lenient).read(Array(bytes[..<length]), name: "cut.json")
            }
        }
    }

    @Test(
        "changing any one byte is refused or read, never a crash",
        arguments: [0x22, 0x2D, 0x39, 0x5B, 0x7D, 0xFF] as [UInt8])
    func flipped(byte: UInt8) throws {
        let bytes = try DatasetSamples.written(DatasetSamples.full)
        var read = 0
        for index in stride(from: Int(byte) % 5, to: bytes.count, by: 5) {
            var changed = bytes
            changed[index] = byte
            if (try? COCOImporter(tolerance: .lenient).read(changed, name: "changed.json")) != nil {
                read += 1
            }
        }
        #expect(read < bytes.count / 5)
    }

    @Test("after a hundred thousand faults a file is refused whatever is tolerated")
    func tooManyFaults() throws {
        let rows = Array(repeating: "7", count: 100_001).joined(separator: ",")
        let error = try #require(throws: FormatError.self) {
            try COCOImporter(tolerance: .lenient).read(DatasetSamples.coco(rows), name: "bad.json")
        }
        #expect(error.path == "annotations[100000]")
    }

    @Test("a mask of too many runs is refused")
    func detailedMask() throws {
        let runs = Array(repeating: "1", count: 1_000_002).joined(separator: ",")
        let text = """
            {"images": [{"id": 1}], "categories": [{"id": 1, "name": "a"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1,
                "segmentation": {"size": [2, 500001], "counts": [\(runs)]}}]}
            """
        let error = try #require(throws: FormatError.self) {
            try COCOImporter().read(Array(text.utf8), name: "bad.json")
        }
        #expect(error.path == "annotations[0].segmentation" && error.reason.contains("too detailed"))
    }
}
