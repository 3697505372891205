/// Walks once over the bytes of a Swift file and parts code from comments and string literals.
struct SwiftScanner {
    private(set) var code: [UInt8] = []
    private(set) var literals: [SwiftSource.Literal] = []

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        code.reserveCapacity(bytes.count)
    }

    /// Reads the whole file.
    mutating func scan() {
        scanCode(untilParenthesisCloses: false)
    }

    private mutating func scanCode(untilParenthesisCloses isInterpolation: Bool) {
        var depth = 1
        while position < bytes.count {
            if isAt("//") {
                skipLineComment()
            } else if isAt("/*") {
                skipBlockComment()
            } else if let pounds = poundsBeforeQuotationMark() {
                scanString(pounds: pounds)
            } else {
                let byte = bytes[position]
                if isInterpolation {
                    if byte == UInt8(ascii: "(") { depth += 1 }
                    if byte == UInt8(ascii: ")") { depth -= 1 }
                    if depth == 0 { return }
                }
                code.append(byte)
                advance()
            }
        }
    }

    private mutating func skipLineComment() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { advance() }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if isAt("/*") {
                depth += 1
                advance(by: 2)
            } else if isAt("*/") {
                depth -= 1
                advance(by: 2)
            } else {
                keepNewline()
                advance()
            }
        } while depth > 0 && position < bytes.count
    }

    private mutating func scanString(pounds: Int) {
        let beginning = line
        position += pounds
        let isMultiline = isAt("\"\"\"")
        let quotes = isMultiline ? "\"\"\"" : "\""
        let closing = quotes + String(repeating: "#", count: pounds)
        let escape = "\\" + String(repeating: "#", count: pounds)
        advance(by: quotes.utf8.count)
        code.append(UInt8(ascii: "\""))

        var content: [UInt8] = []
        while position < bytes.count, !isAt(closing) {
            if !isMultiline, bytes[position] == UInt8(ascii: "\n") { break }
            if isAt(escape) {
                advance(by: escape.utf8.count)
                guard position < bytes.count else { break }
                if bytes[position] == UInt8(ascii: "(") {
                    advance()
                    code.append(UInt8(ascii: " "))
                    scanCode(untilParenthesisCloses: true)
                    code.append(UInt8(ascii: " "))
                } else {
                    content.append(UInt8(ascii: " "))
                    keepNewline()
                }
            } else {
                content.append(bytes[position])
                keepNewline()
            }
            advance()
        }
        if isAt(closing) { advance(by: closing.utf8.count) }
        code.append(UInt8(ascii: "\""))
        literals.append(SwiftSource.Literal(line: beginning, text: String(decoding: content, as: UTF8.self)))
    }

    /// How many `#` stand between here and a quotation mark; nil where no string begins.
    private func poundsBeforeQuotationMark() -> Int? {
        var end = position
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - position : nil
    }

    private func isAt(_ word: String) -> Bool {
        bytes[position...].starts(with: word.utf8)
    }

    private mutating func keepNewline() {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { code.append(UInt8(ascii: "\n")) }
    }

    private mutating func advance(by count: Int = 1) {
        for _ in 0..<count where position < bytes.count {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }
}
