/// Why an image request cannot be answered, with the HTTP status that says so.
public struct IIIFError: Error, Sendable, Equatable, CustomStringConvertible {
    /// 400 for what the specification does not allow, the picture does not have or this server does not offer,
    /// 404 for a path that is no image request, 500 when the tiles cannot be read, 503 when too much is asked at once.
    public let status: Int

    /// One sentence for whoever sent the request.
    public let message: String

    /// For 503: how long to wait.
    public let retryAfterSeconds: Int?

    /// Makes an error from its parts.
    public init(status: Int, _ message: String, retryAfterSeconds: Int? = nil) {
        self.status = status
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// Status and message in one line.
    public var description: String { "\(status) \(message)" }
}
