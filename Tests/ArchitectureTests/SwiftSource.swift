/// A Swift file taken apart far enough for the rules: code, and the string literals in it.
///
/// Knows comments (nested ones too), one-line and multi-line strings, raw strings, and code inside
/// `\(…)`. It does not know bare regex literals; a quotation mark in one spoils that line only.
struct SwiftSource {
    /// A string literal without its quotation marks, and the line on which it begins.
    struct Literal: Equatable {
        var line: Int
        var text: String
    }

    /// Relative to the top of the repository.
    let path: String
    /// The file as it is.
    let text: String
    /// The file without comments and with empty string literals; line numbers are kept.
    let code: String
    /// Every string literal.
    ///
    /// Code inside `\(…)` is part of ``code``, not of these.
    let literals: [Literal]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var scanner = SwiftScanner(text)
        scanner.scan()
        code = String(decoding: scanner.code, as: UTF8.self)
        literals = scanner.literals
    }

    /// The folder below `Sources` the file is in, which is its target's name.
    var layer: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    /// The lines of ``code``, counted from 1.
    var codeLines: [(number: Int, text: Substring)] {
        code.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { ($0.offset + 1, $0.element) }
    }

    /// The modules the file imports, with the line of each.
    var imports: [(line: Int, module: String)] {
        codeLines.compactMap { number, line in
            var words = line.split { $0 == " " || $0 == "\t" }[...]
            while let first = words.first, first.hasPrefix("@") || Self.accessLevels.contains(first) {
                words = words.dropFirst()
            }
            guard words.first == "import" else { return nil }
            words = words.dropFirst()
            if let kind = words.first, Self.importKinds.contains(kind) { words = words.dropFirst() }
            guard let module = words.first?.prefix(while: { $0 != "." && $0 != ";" }) else { return nil }
            return (number, String(module))
        }
    }

    private static let accessLevels: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private",
    ]
    private static let importKinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]
}
