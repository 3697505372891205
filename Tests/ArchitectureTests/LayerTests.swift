import Testing

@Suite("Layers")
struct LayerTests {
    @Test("every file imports only what its layer may")
    func imports() throws {
        let found = try Repository.swiftFiles(under: "Sources").flatMap(LayerRules.violations)
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test("the manifest's layers, their dependencies and the folders agree")
    func manifest() throws {
        let found = LayerRules.violations(
            targets: Manifest(text: try Repository.text("Package.swift")).layers,
            folders: try Repository.folders(in: "Sources")
        )
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test(
        "an import that crosses layers is found",
        arguments: [
            ("Sources/Labeling/A.swift", "import Agreement", "Labeling may not import Agreement"),
            ("Sources/Formats/A.swift", "public import Agreement", "Formats may not import Agreement"),
            ("Sources/Server/A.swift", "import struct Storage.Row", "Server may not import Storage"),
            ("Sources/boxwood/A.swift", "import CVips", "boxwood may not import CVips"),
            ("Sources/Workflow/A.swift", "internal import GRDB", "only Storage imports GRDB"),
            ("Sources/Workflow/A.swift", "import HummingbirdCore", "only Server imports HummingbirdCore"),
            (
                "Sources/Server/A.swift", "@preconcurrency import ArgumentParser",
                "only boxwood imports ArgumentParser"
            ),
            ("Sources/Server/A.swift", "import AsyncHTTPClient", "only boxwood imports AsyncHTTPClient"),
            (
                "Sources/Geometry/A.swift", "import FoundationEssentials",
                "Geometry does without FoundationEssentials"
            ),
        ]
    )
    func crossing(path: String, code: String, message: String) {
        let source = SwiftSource(path: path, text: "/* import GRDB */\n\(code) // here\n")
        #expect(LayerRules.violations(in: source) == [Violation(path: path, line: 2, message: message)])
    }

    @Test("an allowed import passes, and so does one in a comment or a string")
    func allowed() {
        let text = """
            public import Geometry
            // import GRDB
            /* /* import GRDB */
            import Hummingbird */
            let help = \"""
                import Server
                \"""
            """
        #expect(LayerRules.violations(in: SwiftSource(path: "Sources/Agreement/A.swift", text: text)).isEmpty)
    }

    @Test("a manifest that strays from the table is found")
    func strayManifest() {
        let text = """
            let layers: [Target] = [
                .target(name: "Geometry", dependencies: ["Labeling", .product(name: "GRDB", package: "GRDB.swift")]),
                .target(
                    name: "Shapes"  // not "one" of ours
                ),
            ]
            let tests: [Target] = [.testTarget(name: "GeometryTests", dependencies: ["Geometry"])]
            """
        let targets = Manifest(text: text).layers
        #expect(
            targets == [
                Manifest.Target(name: "Geometry", dependencies: ["Labeling"]),
                Manifest.Target(name: "Shapes", dependencies: []),
            ]
        )
        let found = LayerRules.violations(targets: targets, folders: ["Geometry", "Misfit"])
        #expect(found.contains { $0.message == "Geometry may not depend on Labeling" })
        #expect(found.contains { $0.message.hasPrefix("`layers` lists") })
        #expect(found.contains { $0.path == "Sources/Misfit" && $0.message == "is no layer" })
        #expect(found.contains { $0.path == "Sources/Storage" && $0.message == "is missing" })
    }
}
