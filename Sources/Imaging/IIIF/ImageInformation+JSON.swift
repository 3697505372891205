import Foundation

extension ImageInformation {
    /// The document as UTF-8 JSON, `@context` first, as the specification wishes.
    ///
    /// Keys are sorted, and `@` sorts before every letter; the bytes are the same each time.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self))
    }
}
