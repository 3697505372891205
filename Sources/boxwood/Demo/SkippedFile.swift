/// A file, or a part of one, that the demonstration did without.
struct SkippedFile: Sendable, CustomStringConvertible {
    let file: String
    let reason: String

    var description: String { "\(file): \(reason)" }
}
