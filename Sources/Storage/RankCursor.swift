import Labeling

/// Where a page of a list that is ordered by a number ended; as text it is hexadecimal and opaque.
struct RankCursor {
    /// The number in the last row.
    let rank: Double
    /// What the last row is told by from others with the same number.
    let keys: [String]

    /// The cursor behind a row.
    init(rank: Double, keys: [String]) {
        self.rank = rank
        self.keys = keys
    }

    /// Reads back what ``text`` made.
    init(_ text: String, keys count: Int) throws(BoxwoodError) {
        let plain = Hexadecimal.bytes(text).flatMap { String(validating: $0, as: UTF8.self) } ?? ""
        let parts = plain.split(separator: " ", maxSplits: count, omittingEmptySubsequences: false)
        guard parts.count == count + 1, let bits = UInt64(parts[0], radix: 16) else {
            throw .invalid("after", "This is no cursor that this list has given out.")
        }
        rank = Double(bitPattern: bits)
        keys = parts.dropFirst().map(String.init)
    }

    /// The cursor as opaque text.
    var text: String {
        Hexadecimal.text(([String(rank.bitPattern, radix: 16)] + keys).joined(separator: " ").utf8)
    }
}
