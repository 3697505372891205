/// One thing a reader left out or had to change, with its place and the reason.
public struct DatasetNotice: Hashable, Sendable {
    /// The file it was in.
    public var file: String
    /// The place in the file, for example `annotations[17].bbox`.
    public var path: String
    /// One plain sentence.
    public var reason: String

    /// A notice with all its properties.
    public init(file: String, path: String, reason: String) {
        self.file = file
        self.path = path
        self.reason = reason
    }

    /// An error that was tolerated.
    public init(_ error: FormatError) {
        self.init(file: error.file, path: error.place ?? "", reason: error.reason)
    }
}
