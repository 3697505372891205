/// Takes the comments out of JavaScript, so that browsers need not fetch them.
///
/// Line breaks stay, so that an error names the line of the source. What is in strings, templates and regular expressions
/// stays, too.
///
/// Source: ECMA-262, 15th edition, §12.4 (comments), §12.9.5–6 (regular expressions and templates).
struct ScriptComments {
    private let text: [UInt8]
    private var kept: [UInt8] = []
    private var at = 0
    /// For each template that is open: how many braces are open in its `${…}`.
    private var templates: [Int] = []

    /// A script without its comments.
    ///
    /// - Parameter text: UTF-8 of a script that a browser takes.
    static func removed(from text: [UInt8]) -> [UInt8] {
        var reader = ScriptComments(text: text)
        return reader.read()
    }

    private init(text: [UInt8]) {
        self.text = text
        kept.reserveCapacity(text.count)
    }

    private mutating func read() -> [UInt8] {
        while at < text.count {
            switch (text[at], at + 1 < text.count ? text[at + 1] : 0) {
            case (UInt8(ascii: "/"), UInt8(ascii: "/")): skipLine()
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): skipBlock()
            case (UInt8(ascii: "/"), _) where startsExpression: keepPattern()
            case (UInt8(ascii: "'"), _), (UInt8(ascii: "\""), _): keepString(until: text[at])
            case (UInt8(ascii: "`"), _): keepTemplate()
            case (UInt8(ascii: "{"), _):
                if let open = templates.popLast() { templates.append(open + 1) }
                keep()
            case (UInt8(ascii: "}"), _): closeBrace()
            default: keep()
            }
        }
        return kept
    }

    private mutating func keep() {
        kept.append(text[at])
        at += 1
    }

    private mutating func skipLine() {
        while at < text.count, text[at] != UInt8(ascii: "\n") { at += 1 }
        trimLine()
    }

    private mutating func skipBlock() {
        at += 2
        // Tokens on its two sides must not become one.
        kept.append(UInt8(ascii: " "))
        while at < text.count {
            if text[at] == UInt8(ascii: "*"), at + 1 < text.count, text[at + 1] == UInt8(ascii: "/") {
                at += 2
                break
            }
            if text[at] == UInt8(ascii: "\n") {
                trimLine()
                kept.append(text[at])
            }
            at += 1
        }
        if at < text.count, text[at] == UInt8(ascii: "\n") { trimLine() }
    }

    /// Takes blanks off the end of the line kept last.
    private mutating func trimLine() {
        while let last = kept.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
            kept.removeLast()
        }
    }

    private mutating func keepString(until quote: UInt8) {
        keep()
        while at < text.count, text[at] != quote {
            if text[at] == UInt8(ascii: "\\"), at + 1 < text.count { keep() }
            keep()
        }
        if at < text.count { keep() }
    }

    private mutating func keepPattern() {
        keep()
        var isInClass = false
        while at < text.count, text[at] != UInt8(ascii: "\n"), isInClass || text[at] != UInt8(ascii: "/") {
            switch text[at] {
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "\\") where at + 1 < text.count: keep()
            default: break
            }
            keep()
        }
        if at < text.count { keep() }
    }

    /// Keeps a template from its first quote, or from the brace that ended a part of it, up to the next part or its end.
    private mutating func keepTemplate() {
        keep()
        while at < text.count {
            switch text[at] {
            case UInt8(ascii: "`"):
                keep()
                return
            case UInt8(ascii: "\\") where at + 1 < text.count: keep()
            case UInt8(ascii: "$") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "{"):
                keep()
                keep()
                templates.append(0)
                return
            default: break
            }
            keep()
        }
    }

    private mutating func closeBrace() {
        guard let open = templates.popLast() else { return keep() }
        if open == 0 {
            keepTemplate()
        } else {
            templates.append(open - 1)
            keep()
        }
    }

    private static let operators = Set("(,=:[!&|?{};+-*%<>~^\n".utf8)
    private static let words: Set<String> = [
        "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await",
        "yield",
    ]

    /// Whether a slash here begins a regular expression: no value stands before it.
    private var startsExpression: Bool {
        guard
            let last = kept.lastIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
        else { return true }
        if Self.operators.contains(kept[last]) { return true }
        let word = kept[...last].reversed().prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        return Self.words.contains(String(decoding: word.reversed(), as: UTF8.self))
    }
}
