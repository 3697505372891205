/// An id as it stands in a COCO file: an integer, or a text as some tools write.
enum COCOKey: Hashable {
    case integer(Int)
    case text(String)

    /// Stands for the number of a thing whose id is a text, until ``numbered(_:)``.
    static let unnumbered = Int.min

    /// The id where it is a number.
    var number: Int {
        if case .integer(let number) = self { number } else { Self.unnumbered }
    }

    /// Gives the unnumbered the numbers behind the largest one there is.
    ///
    /// They come in order of their names, so that the order of a file's rows changes nothing.
    static func numbered(_ entries: [(number: Int, name: String)]) -> [Int] {
        var numbers = entries.map(\.number)
        let unnumbered = entries.indices.filter { numbers[$0] == Self.unnumbered }
        let largest = max(numbers.max() ?? 0, 0)
        let sorted = unnumbered.sorted {
            entries[$0].name == entries[$1].name ? $0 < $1 : entries[$0].name.precedes(entries[$1].name)
        }
        for (rank, index) in sorted.enumerated() { numbers[index] = largest + rank + 1 }
        return numbers
    }

    /// The id as text.
    var name: String {
        switch self {
        case .integer(let number): String(number)
        case .text(let text): text
        }
    }

    /// The id as it may stand in an error.
    var shown: String {
        switch self {
        case .integer(let number): String(number)
        case .text(let text): FormatError.quoted(text)
        }
    }
}

/// Ids that were met, the numbers in as little memory as they need.
struct COCOKeySet {
    private var numbers: Set<Int> = []
    private var texts: Set<String> = []

    /// Adds an id; false if it was there already.
    @discardableResult
    mutating func insert(_ key: COCOKey) -> Bool {
        switch key {
        case .integer(let number): numbers.insert(number).inserted
        case .text(let text): texts.insert(text).inserted
        }
    }

    func contains(_ key: COCOKey) -> Bool {
        switch key {
        case .integer(let number): numbers.contains(number)
        case .text(let text): texts.contains(text)
        }
    }
}

extension JSONScanner {
    /// Reads an id.
    mutating func identifier() throws(FormatError) -> COCOKey {
        switch try kind() {
        case .number: return .integer(try integer())
        case .string:
            let text = try name()
            guard !text.isEmpty else { throw fault("The id is empty.") }
            return .text(text)
        default: throw fault("This must be an id, a whole number or a text, not \(try kindName()).")
        }
    }

    /// Reads a name: a text without control characters and of at most 1,000 bytes.
    mutating func name() throws(FormatError) -> String {
        let text = try string()
        guard text.utf8.count <= 1_000 else { throw fault("The name is longer than 1,000 bytes.") }
        guard !text.unicodeScalars.contains(where: FormatError.isControl) else {
            throw fault("The name \(FormatError.quoted(text)) holds a control character.")
        }
        return text
    }

    /// Reads a name, or nil for `null`.
    mutating func optionalName() throws(FormatError) -> String? {
        try takeNull() ? nil : try name()
    }

    /// Reads a list with exactly so many numbers.
    mutating func numbers(count: Int, what: String) throws(FormatError) -> [Double] {
        var numbers: [Double] = []
        try array { (scanner, _) throws(FormatError) in numbers.append(try scanner.number()) }
        guard numbers.count == count else {
            throw fault("This must be \(what), not \(numbers.count) numbers.")
        }
        return numbers
    }
}
