/// What no source file may contain, whatever its layer.
enum SourceRules {
    /// A file longer than this does more than one thing.
    static let longestFileLines = 450

    /// Drawers without a label.
    static let genericNames = [
        "Utils", "Utilities", "Helpers", "Extensions", "Manager", "Common", "Misc", "Placeholder",
    ]

    /// Calls that end the process where an error should be thrown.
    static let refusedCalls = ["fatalError(", "try!", "as!"]

    /// A name that says nothing about what is in the file.
    static func genericName(path: String) -> Violation? {
        guard let name = path.split(separator: "/").last?.split(separator: ".").first else { return nil }
        let refused = genericNames.first { generic in
            let singular = generic.hasSuffix("s") ? generic.dropLast() : generic[...]
            return [name.lowercased(), String(name.split(separator: "+").last ?? "").lowercased()]
                .contains { $0 == generic.lowercased() || $0 == singular.lowercased() }
                || name.hasSuffix(generic) || name.hasSuffix(singular)
        }
        return refused.map { Violation(path: path, message: "\($0) is no name: say what is in the file") }
    }

    /// A file of more than ``longestFileLines`` lines.
    static func length(path: String, text: String) -> Violation? {
        let lines =
            text.split(separator: "\n", omittingEmptySubsequences: false).count
            - (text.hasSuffix("\n") ? 1 : 0)
        guard lines > longestFileLines else { return nil }
        return Violation(path: path, message: "has \(lines) lines; at most \(longestFileLines)")
    }

    /// Crashes in place of errors, outside comments and strings.
    static func refusedCalls(in source: SwiftSource) -> [Violation] {
        source.codeLines.flatMap { number, line in
            refusedCalls
                .filter { call in
                    line.ranges(of: call).contains { range in
                        let before = line[..<range.lowerBound].last
                        return !(before?.isLetter ?? false) && before != "_"
                    }
                }
                .map { Violation(path: source.path, line: number, message: "\($0): throw an error instead") }
        }
    }

    /// SQL in a string literal outside the one layer that may hold it.
    ///
    /// Keywords are upper-case wherever SQL is written here.
    static func sql(in source: SwiftSource) -> [Violation] {
        guard source.layer != "Storage" else { return [] }
        return source.literals.compactMap { literal in
            let words = literal.text.split { !$0.isLetter && $0 != "_" }
            let statement = statements.first { verb, follower in
                words.firstIndex(of: verb).map { words[$0...].dropFirst().contains(follower) } ?? false
            }
            return statement.map {
                Violation(
                    path: source.path,
                    line: literal.line,
                    message: "\($0.verb) … \($0.follower): SQL belongs in Storage"
                )
            }
        }
    }

    private static let statements: [(verb: Substring, follower: Substring)] = [
        ("SELECT", "FROM"), ("INSERT", "INTO"), ("UPDATE", "SET"), ("DELETE", "FROM"), ("CREATE", "TABLE"),
    ]
}
