/// Who has a data folder, as written in its lock file.
public struct LockHolder: Hashable, Sendable, Codable {
    /// The process.
    public let pid: Int32
    /// Where its server answers; nil while it serves nothing.
    public var url: String?
    /// The secret with which commands of the same user talk to that server; nil while it serves nothing.
    public var token: String?

    /// A holder with all its properties.
    public init(pid: Int32, url: String? = nil, token: String? = nil) {
        self.pid = pid
        self.url = url
        self.token = token
    }

    /// The holder in words, for a message.
    var description: String {
        url.map { "process \(pid), which serves \($0)" } ?? "process \(pid)"
    }
}
