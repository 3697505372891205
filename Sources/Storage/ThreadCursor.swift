import Labeling

/// Where a page of comment threads ended; as text it is hexadecimal and opaque.
struct ThreadCursor {
    let createdAt: Int64
    let id: String

    /// The cursor behind a thread.
    init(_ thread: CommentThread) {
        createdAt = thread.createdAt.milliseconds
        id = thread.id.rawValue
    }

    /// Reads back what ``text`` made.
    init(_ text: String) throws(BoxwoodError) {
        let plain = Hexadecimal.bytes(text).flatMap { String(validating: $0, as: UTF8.self) } ?? ""
        let parts = plain.split(separator: " ")
        guard parts.count == 2, let createdAt = Int64(parts[0]) else {
            throw .invalid("after", "This is no cursor that this list has given out.")
        }
        self.createdAt = createdAt
        id = String(parts[1])
    }

    /// The cursor as opaque text.
    var text: String { Hexadecimal.text("\(createdAt) \(id)".utf8) }
}
