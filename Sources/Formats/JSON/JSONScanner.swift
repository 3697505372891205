/// Reads JSON from memory piece by piece, without building a tree, and knows the path it is at.
///
/// Foundation's readers hold a whole file as objects, several times its size, and cannot name the place of a fault.
///
/// Source: RFC 8259.
struct JSONScanner {
    /// What kind of value comes next.
    enum Kind {
        case object, array, string, number, boolean, null
    }

    /// One step of the path from the top.
    enum Step {
        case key(String)
        case index(Int)
    }

    /// How deep objects and arrays may lie in one another.
    static let deepest = 100

    let bytes: [UInt8]
    let file: String
    var position = 0
    private(set) var path: [Step] = []

    /// Begins at the first value, after a byte order mark if there is one.
    ///
    /// - Throws: ``FormatError`` if the file is empty or in another encoding.
    init(_ bytes: [UInt8], file: String) throws(FormatError) {
        self.bytes = bytes
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let head = bytes.prefix(4)
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) || head.contains(0) {
            throw FormatError(file: file, reason: "The file is not UTF-8 text; JSON must be saved as UTF-8.")
        }
        skipSpace()
        guard position < bytes.count else { throw FormatError(file: file, reason: "The file is empty.") }
    }

    /// A fault of the text itself: names the line and column.
    func malformed(_ reason: String) -> FormatError {
        let before = bytes.prefix(min(position, bytes.count))
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return FormatError(file: file, line: line, reason: "\(reason) (column \(column)).")
    }

    /// A fault of what the text says: names the path, or one key further on.
    func fault(_ reason: String, at key: String? = nil) -> FormatError {
        var text = ""
        for step in path + (key.map { [.key($0)] } ?? []) {
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return FormatError(file: file, path: text.isEmpty ? nil : text, reason: reason)
    }

    /// Reads an object, handing over each key with the scanner before its value; the visitor must read the value.
    mutating func object(
        _ visit: (inout JSONScanner, String) throws(FormatError) -> Void
    ) throws(FormatError) {
        try open("{", expecting: "an object {…}")
        if try close("}") { return }
        repeat {
            skipSpace()
            guard peekByte() == UInt8(ascii: "\"") else {
                throw malformed("There must be a key in quotes here")
            }
            let key = try string()
            skipSpace()
            guard take(":") else { throw malformed("There must be a colon here") }
            skipSpace()
            path.append(.key(key))
            try visit(&self, key)
            path.removeLast()
        } while try continues("}")
    }

    /// Reads an array, calling the visitor before each element; the visitor must read the element.
    mutating func array(
        _ visit: (inout JSONScanner, Int) throws(FormatError) -> Void
    ) throws(FormatError) {
        guard try beginArray() else { return }
        var index = 0
        repeat {
            enter(index)
            try visit(&self, index)
            leave()
            index += 1
        } while try continues("]")
    }

    /// Reads an array's opening bracket; false if nothing is in it.
    mutating func beginArray() throws(FormatError) -> Bool {
        try open("[", expecting: "a list […]")
        return try !close("]")
    }

    /// Goes to an element of an array.
    mutating func enter(_ index: Int) {
        skipSpace()
        path.append(.index(index))
    }

    /// Leaves an element that was read.
    mutating func leave() {
        path.removeLast()
    }

    /// Goes to the value of a top-level key, found before.
    mutating func go(to position: Int, key: String) {
        self.position = position
        path = [.key(key)]
    }

    /// Goes back to a value after a fault in it.
    mutating func back(to position: Int, depth: Int) {
        self.position = position
        path.removeLast(path.count - depth)
    }

    /// Ends the reading: nothing but white space may follow.
    mutating func end() throws(FormatError) {
        skipSpace()
        guard position == bytes.count else {
            throw malformed("There is something after the end of the JSON value")
        }
    }

    private mutating func open(_ bracket: Unicode.Scalar, expecting what: String) throws(FormatError) {
        guard peekByte() == UInt8(ascii: bracket) else {
            throw fault("This must be \(what), not \(try kindName()).")
        }
        guard path.count < Self.deepest else { throw malformed("Values are nested too deeply") }
        position += 1
    }

    private mutating func close(_ bracket: Unicode.Scalar) throws(FormatError) -> Bool {
        skipSpace()
        return take(bracket)
    }

    /// Whether a comma follows; false after the closing bracket.
    mutating func continues(_ bracket: Unicode.Scalar) throws(FormatError) -> Bool {
        skipSpace()
        if take(",") { return true }
        if take(bracket) { return false }
        let reason =
            position == bytes.count
            ? "The file ends too early" : "There must be a comma or a closing bracket here"
        throw malformed(reason)
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    func peekByte() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peekByte() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
