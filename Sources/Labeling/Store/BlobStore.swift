/// Names a blob by the SHA-256 of its bytes.
public struct BlobID: Hashable, Sendable, Codable {
    /// 64 lower-case hexadecimal characters.
    public let sha256: String

    /// A blob's name from the hash of its bytes.
    public init(sha256: String) {
        self.sha256 = sha256
    }
}

/// How a blob's file is.
public enum BlobCondition: Sendable, Hashable {
    /// Its bytes have the hash that is its name.
    case sound
    /// There is no such file.
    case missing
    /// Its bytes are others than those that were kept.
    case damaged
}

/// A file that the store holds.
public struct StoredBlob: Sendable, Hashable {
    /// The name it has.
    public let id: BlobID
    /// How many bytes it has.
    public let byteCount: Int
    /// When it was written.
    public let writtenAt: Timestamp

    /// A file with all its properties.
    public init(id: BlobID, byteCount: Int, writtenAt: Timestamp) {
        self.id = id
        self.byteCount = byteCount
        self.writtenAt = writtenAt
    }
}

/// A file being written that is not a blob yet; it vanishes unless it is kept.
public protocol BlobDraft: Sendable {
    /// Where the bytes are being written, for tools that need a path.
    var path: String { get }
    /// Appends bytes; refuses them beyond the limit the draft was opened with.
    func append(_ bytes: [UInt8]) throws(BoxwoodError)
    /// Syncs the file, names it by the hash of its bytes and moves it into the store; the same bytes are stored once.
    func keep() throws(BoxwoodError) -> BlobID
    /// Throws the file away.
    func discard()
}

/// Files named by their content: written aside, synced, renamed, never changed.
///
/// All calls block; they run on threads of their own, never on the cooperative pool.
public protocol BlobStore: Sendable {
    /// Opens a new file beside the blobs.
    ///
    /// - Parameter maximumBytes: what `append` accepts in all.
    func draft(maximumBytes: Int) throws(BoxwoodError) -> any BlobDraft
    /// The path of a blob.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` when its file is missing.
    func path(of blob: BlobID) throws(BoxwoodError) -> String
    /// Whether the blob's file is there.
    func contains(_ blob: BlobID) -> Bool
    /// Reads a blob's file to its end and says how it is.
    func condition(of blob: BlobID) throws(BoxwoodError) -> BlobCondition
    /// All files of the store.
    func all() throws(BoxwoodError) -> [StoredBlob]
    /// Removes a blob that no row names any more; missing is fine.
    func remove(_ blob: BlobID) throws(BoxwoodError)
}
