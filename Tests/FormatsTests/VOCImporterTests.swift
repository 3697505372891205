import Formats
import Geometry
import Labeling
import Testing

@Suite("Pascal VOC import")
struct VOCImporterTests {
    static func file(
        _ objects: String,
        size: String = "<size><width>640</width><height>480</height><depth>3</depth></size>"
    ) -> [UInt8] {
        Array("<annotation>\n<filename>a.jpg</filename>\n\(size)\n\(objects)\n</annotation>\n".utf8)
    }

    static func object(_ corners: [String], name: String = "cat", extra: String = "") -> String {
        let keys = ["xmin", "ymin", "xmax", "ymax"]
        let box = zip(keys, corners).map { "<\($0)>\($1)</\($0)>" }.joined()
        return "<object><name>\(name)</name>\(extra)<bndbox>\(box)</bndbox></object>"
    }

    @Test(
        "pixels counted from 1, ends included, become continuous coordinates",
        arguments: [
            (["1", "1", "640", "480"], Box(x: 0, y: 0, width: 640, height: 480)),
            (["260", "177", "491", "376"], Box(x: 259, y: 176, width: 232, height: 200)),
            (["5", "6", "5", "6"], Box(x: 4, y: 5, width: 1, height: 1)),
            (["0", "0", "10", "10"], Box(x: 0, y: 0, width: 10, height: 10)),
            (["10.5", "2", "20.25", "4"], Box(x: 9.5, y: 1, width: 10.75, height: 3)),
        ]
    )
    func convention(corners: [String], box: Box) throws {
        let document = try VOCImporter().read(Self.file(Self.object(corners)), name: "x/a.xml")
        #expect(document.annotations.map(\.shape) == [.box(box)])
        #expect(document.images.map(\.key) == ["a"])
        #expect(document.images.map(\.fileName) == ["a.jpg"])
        #expect(document.images.map(\.size) == [PixelSize(width: 640, height: 480)])
    }

    @Test("flags, names with entities, and an image with nothing in it")
    func content() throws {
        let flags =
            "<truncated>1</truncated><difficult>1</difficult><occluded>0</occluded><pose>Unspecified</pose>"
        let one = try VOCImporter().read(
            Self.file(Self.object(["1", "1", "2", "2"], name: "cat &amp; <![CDATA[<dog>]]>", extra: flags)),
            name: "a.xml"
        )
        #expect(one.classes == [DatasetClass(number: 1, name: "cat & <dog>")])
        #expect(one.annotations.map(\.flags) == [[.truncated, .unsure]])
        let none = try VOCImporter().read(Self.file(""), name: "a.xml")
        #expect(none.images.map(\.status) == [.labelledEmpty])
        let sizeless = Self.file("", size: "<size><width>0</width><height>0</height></size>")
        #expect(try VOCImporter().read(sizeless, name: "a.xml").images.map(\.size) == [nil])
    }

    @Test("many files become one document, whatever their order")
    func files() throws {
        func page(_ name: String, _ objects: String) -> (name: String, bytes: [UInt8]) {
            (name, Array("<annotation><filename>\(name).jpg</filename>\(objects)</annotation>".utf8))
        }
        let box = ["1", "1", "9", "9"]
        let files = [
            page("b", Self.object(box, name: "dog") + Self.object(box, name: "ant")), page("a", ""),
            page("c", Self.object(box, name: "dog")),
        ]
        let document = try VOCImporter().read(files: files)
        #expect(try VOCImporter().read(files: files.reversed()) == document)
        #expect(document.images.map(\.fileName) == ["a.jpg", "b.jpg", "c.jpg"])
        #expect(document.classes.map(\.name) == ["ant", "dog"])
        #expect(document.annotations.map(\.classNumber) == [2, 1, 2])
        #expect(document.annotations.map(\.number) == [1, 2, 3])

        let broken = files + [(name: "z.xml", bytes: Array("<annotation>".utf8))]
        #expect(throws: FormatError.self) { try VOCImporter().read(files: broken) }
        let lenient = try VOCImporter(tolerance: .lenient).read(files: broken)
        #expect(lenient.images == document.images)
        #expect(lenient.skipped.map(\.file) == ["z.xml"])
        let error = try #require(throws: FormatError.self) {
            try VOCImporter().read(files: files + [(name: "a2.xml", bytes: files[1].bytes)])
        }
        #expect(error.file == "a2.xml" && error.reason.contains("same image"))
    }

    @Test(
        "faults name the line",
        arguments: [
            (object(["9", "1", "3", "4"]), 4, "object[0].bndbox", "less than"),
            (object(["x", "1", "3", "4"]), 4, "object[0].bndbox.xmin", "number of pixels"),
            (object(["nan", "1", "3", "4"]), 4, "object[0].bndbox.xmin", "number of pixels"),
            (object(["1e9", "1", "3", "4"]), 4, "object[0].bndbox.xmin", "number of pixels"),
            (object(["1", "1", "3"]), 4, "object[0].bndbox.ymax", "no ymax"),
            (object(["700", "1", "703", "4"]), 4, "object[0].bndbox", "wholly outside"),
            (object(["0", "1", "0", "4"]), 4, "object[0].bndbox", "no pixel"),
            ("\n\n<object><name>a</name></object>", 6, "object[0].bndbox", "no bndbox"),
            ("<object><name> </name></object>", 4, "object[0].name", "no name"),
            (
                object(["1", "1", "3", "4"], extra: "<truncated>maybe</truncated>"), 4, "object[0].truncated",
                "0 or 1"
            ),
        ]
    )
    func faults(objects: String, line: Int, path: String, says: String) throws {
        let error = try #require(throws: FormatError.self) {
            try VOCImporter().read(Self.file(objects), name: "bad.xml")
        }
        #expect(error.path == path)
        #expect(error.line == line)
        #expect(error.reason.contains(says), "\(error.reason)")
        let good = Self.object(["1", "1", "3", "4"])
        let lenient = try VOCImporter(tolerance: .lenient).read(Self.file(objects + good), name: "bad.xml")
        #expect(lenient.annotations.count == 1)
        #expect(lenient.skipped.map(\.path) == ["\(path) (line \(line))"])
    }

    @Test(
        "hostile and broken files are refused",
        arguments: [
            (
                "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]>\n<annotation>&c;</annotation>",
                1,
                "DOCTYPE"
            ),
            (
                "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><annotation>&x;</annotation>",
                2, "DOCTYPE"
            ),
            ("<?xml version=\"1.0\" encoding=\"UTF-7\"?><annotation/>", 1, "encoding"),
            ("<annotation>\n&undefined;</annotation>", 2, "well-formed"),
            ("<annotation>\n<object>\n</annotation>", 3, "well-formed"),
            ("<annotation/>\n<annotation/>", 2, "well-formed"),
            ("{}", 1, "well-formed"),
            ("<svg/>", 1, "begins with <svg>"),
            (String(repeating: "<a>", count: 100), 1, "nested too deeply"),
            ("", nil, "empty"), ("\n", nil, "empty"), ("\u{0}<annotation/>", nil, "UTF-8"),
            ("<annotation><size><width>-3</width><height>2</height></size></annotation>", 1, "whole number"),
            ("<annotation><size><width>3</width></size></annotation>", 1, "no height"),
        ] as [(String, Int?, String)]
    )
    func hostile(text: String, line: Int?, says: String) throws {
        let error = try #require(throws: FormatError.self) {
            try VOCImporter(tolerance: .lenient).read(Array(text.utf8), name: "bad.xml")
        }
        #expect(error.line == line)
        #expect(error.reason.contains(says), "\(error.reason)")
    }
}
