/// One broken rule at one place, printed the way a compiler prints an error.
struct Violation: Hashable, CustomStringConvertible {
    /// The file, relative to the top of the repository.
    var path: String
    /// Counted from 1; nil when the whole file or folder is meant.
    var line: Int?
    /// What is wrong, and what to do instead where that is not plain.
    var message: String

    var description: String {
        guard let line else { return "\(path): \(message)" }
        return "\(path):\(line): \(message)"
    }
}

extension [Violation] {
    /// Every violation on a line of its own, for the message of a failed expectation.
    var report: String {
        map { "\n  \($0)" }.joined()
    }
}
