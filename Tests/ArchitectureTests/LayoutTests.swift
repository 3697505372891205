import Testing

@Suite("Layout")
struct LayoutTests {
    @Test("the top level holds what it should, and nothing else")
    func topLevel() throws {
        let found = LayoutRules.topLevel(
            names: try Repository.names(),
            ignore: try Repository.text(".gitignore")
        )
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test("migrations are numbered without gap or duplicate")
    func migrations() throws {
        let engines = try Repository.folders(in: "migrations")
        let flat = try Repository.names(in: "migrations").filter { !engines.contains($0) }
        var found: [Violation] = []
        if engines.isEmpty || !flat.isEmpty { found += LayoutRules.migrations(names: flat) }
        for engine in engines {
            let folder = "migrations/\(engine)"
            found += LayoutRules.migrations(names: try Repository.names(in: folder), folder: folder)
        }
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test("every format is in the list, and has its folder", .enabled(if: Repository.has(formatList)))
    func formats() throws {
        let sources = try Repository.swiftFiles(under: "Sources/Formats")
        let list = try #require(sources.first { $0.path == Self.formatList })
        let found = LayoutRules.formats(list: list, others: sources.filter { $0.path != Self.formatList })
        #expect(found.isEmpty, "\(found.report)")
    }

    private static let formatList = "Sources/Formats/FormatList.swift"

    @Test("a stray or a missing name at the top is found")
    func strayAtTheTop() {
        let names =
            LayoutRules.topLevel.subtracting(["LICENSE"]).sorted() + [".build", "coverage", "notes.txt"]
        let found = LayoutRules.topLevel(names: names, ignore: "/coverage/\n*.pyc\n")
        #expect(found.map(\.description) == ["notes.txt: does not belong at the top", "LICENSE: is missing"])
    }

    @Test(
        "migrations out of order are found",
        arguments: [
            (["0001_a.sql", "0002_b_2.sql", "README.md"], 0), (["0001_a.sql", "0003_b.sql"], 1),
            (["0001_a.sql", "0001_b.sql"], 1), (["0002_a.sql"], 1), ([], 1), (["0001_a.sql", "0002.sql"], 1),
            (["0001_a.sql", "0002_B.sql"], 1), (["0001_a.sql", "2_b.sql"], 1), (["0001_a.txt"], 2),
            (["0001_.sql"], 2),
        ]
    )
    func migrationOrder(names: [String], violations: Int) {
        #expect(LayoutRules.migrations(names: names).count == violations)
    }

    @Test("a format that is not listed, or has no folder, is found")
    func strayFormat() {
        let list = SwiftSource(
            path: "Sources/Formats/FormatList.swift",
            text: "enum FormatList { static let all: [any DatasetFormat] = [COCOFormat()] } // YOLOFormat()"
        )
        let coco = SwiftSource(
            path: "Sources/Formats/COCO/COCOFormat.swift",
            text: "public struct COCOFormat: Sendable, DatasetFormat { let a: Int }"
        )
        let yolo = SwiftSource(
            path: "Sources/Formats/YOLO/YOLOFormat.swift",
            text: "struct YOLOFormat {}\nextension YOLOFormat: DatasetFormat { var b: Int { 0 } }"
        )
        let astray = SwiftSource(path: "Sources/Formats/VOC.swift", text: "enum COCOFormat: DatasetFormat {}")

        #expect(LayoutRules.formats(list: list, others: [coco]).isEmpty)
        #expect(
            LayoutRules.formats(list: list, others: [coco, yolo]).map(\.message) == [
                "does not list YOLOFormat"
            ])
        #expect(
            LayoutRules.formats(list: list, others: [astray]).map(\.path) == ["Sources/Formats/VOC.swift"])
        #expect(LayoutRules.formats(list: list, others: []).count == 1)
    }
}
