/// Why an image request cannot be answered, with the HTTP status that says so.
public struct IIIFError: Error, Sendable, Equatable, CustomStringConvertible {
    /// 400 for what the specification does not allow or the picture does not have, 404 for a path that is
    /// no image request, 501 for what is legal but not offered, 500 when the tiles cannot be read.
    public let status: Int

    /// One sentence for whoever sent the request.
    public let message: String

    /// For the log; empty when there is nothing to add.
    public let detail: String

    /// Makes an error from its parts.
    public init(status: Int, _ message: String, detail: String = "") {
        self.status = status
        self.message = message
        self.detail = detail
    }

    /// Status and message in one line.
    public var description: String { "\(status) \(message)" }
}
