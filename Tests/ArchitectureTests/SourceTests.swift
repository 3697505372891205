import Testing

@Suite("Source files")
struct SourceTests {
    @Test("no file is a drawer without a label")
    func names() throws {
        let paths =
            try ["Sources", "Tests"].flatMap { try Repository.paths(under: $0, extensions: ["swift"]) }
            + Repository.paths(under: "WebClient", extensions: ["js", "css", "html"])
        let found = paths.compactMap(SourceRules.genericName)
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test("no file is too long")
    func lengths() throws {
        let paths =
            try Repository.paths(under: "Sources", extensions: ["swift", "h", "c"])
            + Repository.paths(under: "WebClient", extensions: ["js", "css", "html"])
        let found = try paths.compactMap { SourceRules.length(path: $0, text: try Repository.text($0)) }
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test("nothing crashes where it should throw")
    func crashes() throws {
        let found = try Repository.swiftFiles(under: "Sources").flatMap(SourceRules.refusedCalls)
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test("SQL is only in Storage")
    func sql() throws {
        let found = try Repository.swiftFiles(under: "Sources").flatMap(SourceRules.sql)
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test(
        "a generic name is found",
        arguments: [
            "Sources/Geometry/Utils.swift", "Sources/Labeling/StringExtensions.swift",
            "Sources/Server/Placeholder.swift",
            "Sources/Server/SessionManager.swift", "Sources/Storage/Row+Helpers.swift",
            "WebClient/js/core/misc.js",
        ]
    )
    func genericName(path: String) {
        #expect(SourceRules.genericName(path: path) != nil)
    }

    @Test(
        "a telling name passes",
        arguments: [
            "Sources/Geometry/TileGrid.swift", "Sources/Geometry/Polygon+Clipping.swift",
            "WebClient/js/main.js",
        ]
    )
    func tellingName(path: String) {
        #expect(SourceRules.genericName(path: path) == nil)
    }

    @Test("a file may have 450 lines and no more", arguments: [(450, true), (451, false)])
    func length(lines: Int, passes: Bool) {
        let text = String(repeating: "//\n", count: lines)
        #expect((SourceRules.length(path: "Sources/A.swift", text: text) == nil) == passes)
    }

    @Test(
        "a crash is found",
        arguments: [
            "fatalError(\"no\")", "let a = try! f()", "let a = b as! C", "let a = \"\\(b as! C)\"",
            "let a = #\"x\"#; fatalError()",
        ]
    )
    func crash(code: String) {
        let found = SourceRules.refusedCalls(in: SwiftSource(path: "Sources/A/A.swift", text: "\n\(code)\n"))
        #expect(found.map(\.line) == [2])
    }

    @Test(
        "what only looks like a crash passes",
        arguments: [
            "/// Never `try!`.", "let a = \"fatalError()\"", "let isAlias = atlas!", "notfatalError(1)",
            "b as? C",
        ]
    )
    func noCrash(code: String) {
        #expect(SourceRules.refusedCalls(in: SwiftSource(path: "Sources/A/A.swift", text: code)).isEmpty)
    }

    @Test(
        "SQL outside Storage is found",
        arguments: [
            "let q = \"SELECT id FROM image\"", "let q = \"INSERT OR IGNORE INTO image VALUES (?)\"",
            "let q = \"UPDATE \\(table) SET a = 1\"", "let q = \"DELETE FROM image\"",
            "let q = #\"SELECT \"a\" FROM b\"#",
            "let q = \"\"\"\n    SELECT id\n    FROM image\n    \"\"\"",
        ]
    )
    func sql(code: String) {
        let elsewhere = SwiftSource(path: "Sources/Workflow/A.swift", text: "\n" + code)
        #expect(SourceRules.sql(in: elsewhere).map(\.line) == [2])
        let home = SwiftSource(path: "Sources/Storage/A.swift", text: code)
        #expect(SourceRules.sql(in: home).isEmpty)
    }

    @Test(
        "prose about data is not SQL",
        arguments: [
            "\"Select a label from the list\"", "// SELECT id FROM image", "\"FROM here, SELECT one\"",
        ]
    )
    func prose(code: String) {
        #expect(SourceRules.sql(in: SwiftSource(path: "Sources/Workflow/A.swift", text: code)).isEmpty)
    }
}
