import Foundation
import Testing

@testable import Server

@Suite("Scripts without their comments")
struct ScriptCommentsTests {
    private func removed(_ text: String) -> String {
        String(decoding: ScriptComments.removed(from: Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "comments go, line breaks stay, and nothing grows together",
        arguments: [
            ("a; // b\nc", "a;\nc"), ("// all", ""), ("a/* b */c", "a c"),
            ("/**\n * Doc\n */\nexport const a = 1;", "\n\n\nexport const a = 1;"),
            ("const a = /** @type {any} */ (b);", "const a =   (b);"), ("a /* b", "a  "),
            ("f(a /* b */, /* c */ d)", "f(a  ,   d)"),
        ])
    func comments(text: String, expected: String) {
        #expect(removed(text) == expected)
    }

    @Test(
        "what only looks like a comment stays",
        arguments: [
            "'// no' + \"/* no */\"", #"'it\'s // no'"#, "`// no ${'}'} /* no */`",
            "`a ${b ? `// ${c} no` : {d: '/* */'}.d} // no`", #"x.replace(/\/\/ no/g, '')"#,
            "x.match(/[/*]/)", "return /\\/*no/.test(a)", "a = b / c / d", "(a + b) / 2 / c", "f(/'/)",
            "x = {} / 2 / 3",
            "https: while (true) break https", "[/\"/, '//']", "(a) => /`/.test(a)",
        ])
    func others(text: String) {
        #expect(removed(text) == text)
    }

    @Test(
        "every script of the client keeps its lines, holds no comment any more, and is far shorter for a browser"
    )
    func client() async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("WebClient/js")
        let names = try #require(FileManager.default.enumerator(atPath: folder.path))
        var (before, after) = (0, 0)
        for case let name as String in names where name.hasSuffix(".js") {
            let text = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
            let kept = ScriptComments.removed(from: text)
            #expect(kept.count { $0 == 10 } == text.count { $0 == 10 }, "\(name)")
            #expect(ScriptComments.removed(from: kept) == kept, "\(name)")
            #expect(!String(decoding: kept, as: UTF8.self).contains("@param"), "\(name)")
            before += text.count
            after += kept.count
        }
        #expect(before > 500_000)
        #expect(Double(after) < 0.85 * Double(before))
    }
}
