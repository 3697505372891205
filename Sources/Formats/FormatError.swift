/// Why a file could not be read or written: which file, where in it, and what is wrong.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file's name, as the caller gave it.
    public let file: String
    /// The place in a JSON file, for example `annotations[17].bbox`, or the element of an XML file.
    public let path: String?
    /// The line, from 1, where the file is not even well formed or the format has lines.
    public let line: Int?
    /// One plain sentence.
    public let reason: String

    /// An error with its place and the sentence shown to the person.
    public init(file: String, path: String? = nil, line: Int? = nil, reason: String) {
        self.file = file
        self.path = path
        self.line = line
        self.reason = reason
    }

    /// The place in the file in one phrase, for an error's `field`; nil when the whole file is meant.
    public var place: String? {
        switch (path, line) {
        case (let path?, let line?): "\(path) (line \(line))"
        case (let path?, nil): path
        case (nil, let line?): "line \(line)"
        case (nil, nil): nil
        }
    }

    /// File, place and reason in one line.
    public var description: String {
        "\(file): " + (place.map { "\($0): " } ?? "") + reason
    }

    /// A value from a file as it may stand in an error: in quotes, without control characters, cut at 60 characters.
    static func quoted(_ value: some StringProtocol) -> String {
        var text = ""
        for scalar in value.unicodeScalars.prefix(60) {
            text.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar)
        }
        return "\"\(text)\(value.unicodeScalars.count > 60 ? "…" : "")\""
    }

    /// Whether a character must not stand in a name: it moves the cursor, or turns the text around it.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}
