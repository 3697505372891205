import GRDB
import Labeling

/// Where a page of the table of images ended: the sort key of its last row, and the row's position, which is unique.
///
/// As text it is hexadecimal and opaque, so that nobody builds one by hand.
struct ImageCursor {
    private enum Key {
        case position
        case name(String)
        case disagreement(Double)
        case risk(Double)
    }

    private let key: Key
    private let position: Int

    /// The cursor behind a row.
    init(after row: ImageOverview, order: ImageQuery.Order) {
        position = row.image.position
        key =
            switch order {
            case .position: .position
            case .name: .name(row.image.name)
            case .disagreement: .disagreement(row.consensus?.disagreement ?? -1)
            case .risk: .risk(row.consensus?.risk ?? -1)
            }
    }

    /// Reads back what ``text`` made for the same order.
    init(_ text: String, order: ImageQuery.Order) throws(BoxwoodError) {
        guard let cursor = Self.decode(text, order: order) else {
            throw .invalid("after", "This is no cursor that this list in this order has given out.")
        }
        self = cursor
    }

    private init(key: Key, position: Int) {
        self.key = key
        self.position = position
    }

    /// The cursor as opaque text.
    var text: String {
        let plain =
            switch key {
            case .position: "p \(position) "
            case .name(let name): "n \(position) \(name)"
            case .disagreement(let value): "d \(position) \(String(value.bitPattern, radix: 16))"
            case .risk(let value): "r \(position) \(String(value.bitPattern, radix: 16))"
            }
        return Hexadecimal.text(plain.utf8)
    }

    /// The rows behind the cursor, with one `?` for each of the arguments.
    var condition: String {
        switch key {
        case .position: "work.position > ?"
        case .name: "(work.name, work.position) > (?, ?)"
        case .disagreement: "(-COALESCE(work.disagreement, -1), work.position) > (?, ?)"
        case .risk: "(-COALESCE(work.risk, -1), work.position) > (?, ?)"
        }
    }

    /// What the condition's `?` stand for.
    var arguments: StatementArguments {
        switch key {
        case .position: [position]
        case .name(let name): [name, position]
        case .disagreement(let value), .risk(let value): [-value, position]
        }
    }

    private static func decode(_ text: String, order: ImageQuery.Order) -> ImageCursor? {
        guard let bytes = Hexadecimal.bytes(text) else { return nil }
        guard let plain = String(validating: bytes, as: UTF8.self) else { return nil }
        let parts = plain.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let position = Int(parts[1]) else { return nil }
        switch (order, parts[0]) {
        case (.position, "p"):
            return ImageCursor(key: .position, position: position)
        case (.name, "n"):
            return ImageCursor(key: .name(String(parts[2])), position: position)
        case (.disagreement, "d"):
            guard let bits = UInt64(parts[2], radix: 16) else { return nil }
            return ImageCursor(key: .disagreement(Double(bitPattern: bits)), position: position)
        case (.risk, "r"):
            guard let bits = UInt64(parts[2], radix: 16) else { return nil }
            return ImageCursor(key: .risk(Double(bitPattern: bits)), position: position)
        default:
            return nil
        }
    }
}
