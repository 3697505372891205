/// What keeps the client inside its content security policy: no markup made from strings, no script
/// or style outside a file of its own.
enum WebClientRules {
    /// Ways to make markup or code from a string, in a script.
    static let refusedInScripts = [
        ".innerHTML", ".outerHTML", ".insertAdjacentHTML", "document.write", ".createContextualFragment",
        "setHTMLUnsafe", "new Function(", "eval(", "setAttribute('style'", "setAttribute(\"style\"",
        "javascript:",
    ]

    /// Violations in one JavaScript module.
    ///
    /// Lines that are comments may name what is refused.
    static func script(path: String, text: String) -> [Violation] {
        numberedLines(text).flatMap { number, line in
            let isComment = ["//", "/*", "*"].contains { line.drop(while: \.isWhitespace).hasPrefix($0) }
            return isComment
                ? []
                : refusedInScripts.filter { holds(line, $0) }
                    .map { Violation(path: path, line: number, message: "\($0) is refused") }
        }
    }

    /// Violations in one page.
    static func page(path: String, text: String) -> [Violation] {
        tags(of: text).compactMap { line, tag in
            let name = tag.prefix { $0.isLetter }.lowercased()
            let attributes = attributeNames(of: tag.dropFirst(name.count))
            let message: String
            if name == "style" {
                message = "<style>: put it in styles/"
            } else if name == "script", !attributes.contains("src") {
                message = "a <script> without src: put it in js/"
            } else if attributes.contains("style") {
                message = "a style attribute: put it in styles/"
            } else if let handler = attributes.first(where: { $0.hasPrefix("on") }) {
                message = "\(handler): listen in js/ instead"
            } else if tag.contains("javascript:") {
                message = "a javascript: address"
            } else {
                return nil
            }
            return Violation(path: path, line: line, message: message)
        }
    }

    /// True where `word` is not the end of a longer name.
    private static func holds(_ line: Substring, _ word: String) -> Bool {
        line.ranges(of: word).contains { range in
            guard word.first?.isLetter == true, let before = line[..<range.lowerBound].last else {
                return true
            }
            return !before.isLetter && before != "_" && before != "$"
        }
    }

    private static func numberedLines(_ text: String) -> [(Int, Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
            ($0.offset + 1, $0.element)
        }
    }

    /// The inside of every opening tag, with the line it begins on; comments are left out.
    private static func tags(of text: String) -> [(line: Int, tag: Substring)] {
        var found: [(Int, Substring)] = []
        var rest = text[...]
        var line = 1
        while let start = rest.firstIndex(of: "<") {
            line += rest[..<start].count { $0 == "\n" }
            let isComment = rest[start...].hasPrefix("<!--")
            let end = rest[start...].firstRange(of: isComment ? "-->" : ">")?.upperBound ?? rest.endIndex
            let inside = rest[start..<end].dropFirst()
            if inside.first?.isLetter == true { found.append((line, inside)) }
            line += inside.count { $0 == "\n" }
            rest = rest[end...]
        }
        return found
    }

    private static func attributeNames(of tag: Substring) -> [String] {
        var names: [String] = []
        var quote: Character?
        var name = ""
        var isValue = false
        for character in tag {
            if let open = quote {
                if character == open { quote = nil }
            } else if isValue, character == "\"" || character == "'" {
                quote = character
            } else if character.isWhitespace || character == ">" || character == "/" {
                if !name.isEmpty { names.append(name.lowercased()) }
                name = ""
                isValue = false
            } else if character == "=" {
                isValue = true
            } else if !isValue {
                name.append(character)
            }
        }
        return names
    }
}
