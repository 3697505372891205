/// As much of `Package.swift` as the layer rules ask about.
struct Manifest {
    /// One target of the `layers` list.
    struct Target: Equatable {
        var name: String
        /// Dependencies on targets of this package; products of other packages are left out.
        var dependencies: [String]
    }

    /// In the order of the list.
    let layers: [Target]

    init(text: String) {
        var targets: [Target] = []
        let list = text.firstRange(of: "let layers: [Target] = ").flatMap { start in
            Self.bracketed(text[start.upperBound...], open: "[", close: "]")
        }
        for declaration in Self.declarations(in: list ?? "") {
            guard let name = Self.quoted(declaration).first else { continue }
            var dependencies: [String] = []
            if let start = declaration.firstRange(of: "dependencies:"),
                let names = Self.bracketed(declaration[start.upperBound...], open: "[", close: "]")
            {
                dependencies = Self.quoted(Self.withoutParentheses(names))
            }
            targets.append(Target(name: name, dependencies: dependencies))
        }
        layers = targets
    }

    /// The arguments of each `.target(…)`, `.systemLibrary(…)` and `.executableTarget(…)`.
    private static func declarations(in list: Substring) -> [Substring] {
        var found: [Substring] = []
        var rest = list
        while let inside = bracketed(rest, open: "(", close: ")") {
            found.append(inside)
            rest = rest[inside.endIndex...].dropFirst()
        }
        return found
    }

    /// The text between the first `open` and the `close` that belongs to it.
    private static func bracketed(_ text: Substring, open: Character, close: Character) -> Substring? {
        guard let start = text.firstIndex(of: open) else { return nil }
        var depth = 0
        for index in text[start...].indices {
            if text[index] == open { depth += 1 }
            if text[index] == close { depth -= 1 }
            if depth == 0 { return text[text.index(after: start)..<index] }
        }
        return nil
    }

    private static func withoutParentheses(_ text: Substring) -> Substring {
        var depth = 0
        var kept = ""
        for character in text {
            if character == "(" { depth += 1 }
            if depth == 0 { kept.append(character) }
            if character == ")" { depth -= 1 }
        }
        return kept[...]
    }

    /// What stands in quotation marks; a comment after `//` is not looked at.
    private static func quoted(_ text: Substring) -> [String] {
        text.split(separator: "\n").flatMap { line in
            let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
            return code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }
                .map { String($0.element) }
        }
    }
}
