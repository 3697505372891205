import Labeling

/// What a name or a text may hold: no control characters, nothing that reverses or hides what is shown.
enum TextRules {
    /// A one-line text without surrounding white space.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the field when it is empty, too long or holds a character that
    ///   does not belong in a name.
    static func name(_ text: String, field: String, maximum: Int) throws(BoxwoodError) -> String {
        let trimmed = trimmed(text)
        guard !trimmed.isEmpty else { throw .invalid(field, "This must not be empty.") }
        guard trimmed.unicodeScalars.count <= maximum else {
            throw .invalid(field, "This is longer than \(maximum) characters.")
        }
        for scalar in trimmed.unicodeScalars where !isAllowed(scalar) {
            throw .invalid(field, "The character U+\(hexadecimal(scalar)) is not allowed here.")
        }
        return trimmed
    }

    /// A text of any number of lines, possibly empty.
    static func text(_ text: String, field: String, maximum: Int) throws(BoxwoodError) -> String {
        guard text.unicodeScalars.count <= maximum else {
            throw .invalid(field, "This is longer than \(maximum) characters.")
        }
        for scalar in text.unicodeScalars where !isAllowed(scalar) && scalar != "\n" && scalar != "\t" {
            if scalar == "\r" { continue }
            throw .invalid(field, "The character U+\(hexadecimal(scalar)) is not allowed here.")
        }
        return text
    }

    /// A lower-cased email address that looks like one.
    static func email(_ text: String, field: String) throws(BoxwoodError) -> String {
        let address = try name(text, field: field, maximum: 254).lowercased()
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !address.contains(" ") else {
            throw .invalid(field, "This is not an email address.")
        }
        return address
    }

    /// A password of 8 to 128 bytes.
    static func password(_ text: String, field: String) throws(BoxwoodError) -> String {
        guard (8...128).contains(text.utf8.count) else {
            throw .invalid(field, "A password has 8 to 128 characters.")
        }
        return text
    }

    /// An uploaded file's name without folders and without characters that a name must not hold.
    ///
    /// Never used as a path; only ever shown, and matched against names in annotation files.
    static func fileName(_ text: String, maximum: Int) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let scalars = last.unicodeScalars.filter(isAllowed).prefix(maximum)
        let name = trimmed(String(String.UnicodeScalarView(scalars)))
        return name.isEmpty || name == "." || name == ".." ? "image" : name
    }

    private static func trimmed(_ text: String) -> String {
        var part = text[...]
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace { part.removeLast() }
        return String(part)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return false
        default: break
        }
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF: return false
        default: return true
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
