/// What can be asked about files on their way to becoming images.
public protocol UploadReading {
    /// The upload with this identifier.
    func upload(_ id: ImageID) throws -> Upload?
    /// The upload of a project that has these bytes.
    func upload(in project: ProjectID, original: BlobID) throws -> Upload?
    /// A project's uploads, the oldest first.
    func uploads(in project: ProjectID, limit: Int) throws -> [Upload]
    /// All uploads of all projects that have not failed, the oldest first.
    func unfinishedUploads() throws -> [Upload]
}

/// What can be changed about files on their way to becoming images.
public protocol UploadWriting {
    /// Adds an upload.
    func insert(_ upload: Upload) throws
    /// Marks a queued upload as being worked on, and counts the attempt.
    ///
    /// - Returns: the upload as it is now; nil when it is not there, or not queued.
    func beginUpload(_ id: ImageID) throws -> Upload?
    /// Puts an upload back into the queue.
    ///
    /// - Parameter asUntried: whether the attempt that was counted last does not count.
    func requeueUpload(_ id: ImageID, asUntried: Bool) throws
    /// Marks an upload as refused.
    func failUpload(_ id: ImageID, _ failure: Upload.Failure) throws
    /// Forgets an upload: it has become an image, or nobody wants it.
    func deleteUpload(_ id: ImageID) throws
}
