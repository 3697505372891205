/// What lies where: the top level, the migrations, the formats.
enum LayoutRules {
    /// All that the top level holds.
    static let topLevel: Set<String> = [
        "Package.swift", "Sources", "Tests", "WebClient", "migrations", "README.md", "Makefile", "LICENSE",
        ".gitignore", ".swift-format", ".ci",
    ]

    /// What git and the tools put beside it.
    static let unversioned: Set<String> = [
        ".git", ".build", ".venv", ".swiftpm", "Package.resolved", "boxwood-data", "demo-data",
    ]

    /// Names at the top that do not belong there, and the ones that are missing.
    ///
    /// - Parameter ignore: the text of `.gitignore`; its plain names count as unversioned too.
    static func topLevel(names: [String], ignore: String) -> [Violation] {
        let ignored = ignore.split(separator: "\n").map { line in
            var name = line[...]
            if name.hasPrefix("/") { name = name.dropFirst() }
            if name.hasSuffix("/") { name = name.dropLast() }
            return String(name)
        }
        let allowed = topLevel.union(unversioned).union(ignored)
        return names.filter { !allowed.contains($0) }
            .map { Violation(path: $0, message: "does not belong at the top") }
            + topLevel.subtracting(names).sorted().map { Violation(path: $0, message: "is missing") }
    }

    /// Whether one folder's migrations are `NNNN_what.sql`, from 0001 on, without gap or duplicate.
    static func migrations(names: [String], folder: String = "migrations") -> [Violation] {
        var found: [Violation] = []
        var numbers: [Int] = []
        for name in names where name != "README.md" {
            let digits = name.prefix(4)
            let what = name.dropFirst(4)
            let letters = what.dropFirst().dropLast(".sql".count)
            let isNamed =
                digits.count == 4 && digits.allSatisfy { "0"..."9" ~= $0 } && what.first == "_"
                && what.hasSuffix(".sql") && !letters.isEmpty
                && letters.allSatisfy { $0 == "_" || "a"..."z" ~= $0 || "0"..."9" ~= $0 }
            if isNamed, let number = Int(digits) {
                numbers.append(number)
            } else {
                found.append(Violation(path: "\(folder)/\(name)", message: "is not named NNNN_what.sql"))
            }
        }
        numbers.sort()
        if numbers.isEmpty { found.append(Violation(path: folder, message: "holds no migration")) }
        for (expected, number) in zip(1..., numbers) where number != expected {
            found.append(Violation(path: folder, message: "has \(number) where \(expected) belongs"))
            break
        }
        return found
    }

    /// Whether the list of formats and the folders of `Formats` name the same ones.
    ///
    /// A format is a type that conforms to `DatasetFormat`; it has a folder of its own, and one
    /// mention in the list.
    static func formats(list: SwiftSource, others: [SwiftSource]) -> [Violation] {
        var found: [Violation] = []
        var formats: Set<Substring> = []
        for source in others {
            for type in conformances(to: "DatasetFormat", in: source) {
                formats.insert(type)
                if source.path.split(separator: "/").count < 4 {
                    found.append(Violation(path: source.path, message: "\(type) needs a folder of its own"))
                }
            }
        }
        let mentioned = Set(list.code.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
        for format in formats.subtracting(mentioned).sorted() {
            found.append(Violation(path: list.path, message: "does not list \(format)"))
        }
        if formats.isEmpty { found.append(Violation(path: list.path, message: "there is no format to list")) }
        return found
    }

    /// Types declared with this conformance, wherever it stands in the inheritance list.
    private static func conformances(to name: Substring, in source: SwiftSource) -> [Substring] {
        source.code.split { $0 == "{" || $0 == "}" || $0 == ";" }.compactMap { piece in
            guard let colon = piece.lastIndex(of: ":") else { return nil }
            let inherited = piece[piece.index(after: colon)...].split { !$0.isLetter && !$0.isNumber }
            let words = piece[..<colon].split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            guard inherited.contains(name), let type = words.last,
                ["struct", "enum", "class", "actor", "extension"].contains(words.dropLast().last)
            else { return nil }
            return type
        }
    }
}
