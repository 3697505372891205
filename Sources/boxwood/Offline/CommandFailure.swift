/// A command's failure, told in one line.
struct CommandFailure: Error, CustomStringConvertible {
    /// The line.
    let message: String

    /// A failure with its line.
    init(_ message: String) {
        self.message = message
    }

    var description: String { message }
}
