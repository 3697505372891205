public import Labeling

/// An upload, and how far it is.
public struct UploadStatus: Sendable {
    /// The upload.
    public let upload: Upload
    /// How far this process is with it.
    public let progress: UploadProgress
}

/// Lists the uploads that are not images yet, and lets go of them; takes up again those an earlier process left.
public struct ManageUploads: Sendable {
    /// Uploads in one listing.
    private static let listed = 500
    /// How often the work on one file may have ended together with the server.
    private static let attempts = 3

    private let environment: WorkflowEnvironment

    /// Managing uploads, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// A project's uploads, the oldest first.
    public func list(
        _ project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [UploadStatus] {
        let uploads = try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            return try tx.uploads(in: project, limit: Self.listed)
        }
        return uploads.map { upload in
            let progress = upload.failure.map { UploadProgress.failed($0.error) }
            return UploadStatus(
                upload: upload, progress: progress ?? environment.imports.progress(of: upload.id) ?? .queued)
        }
    }

    /// Breaks off the work on an upload and forgets it, or forgets one that was refused.
    public func remove(
        _ id: ImageID, from project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let original = try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard let upload = try tx.upload(id), upload.projectID == project else {
                throw BoxwoodError.notFound("upload")
            }
            try tx.deleteUpload(id)
            return upload.original
        }
        environment.imports.cancel(id)
        try await UnusedBlobs(environment).remove([original])
    }

    /// Goes on with the uploads that an earlier process left unfinished.
    ///
    /// A file during which the server ended again and again is refused, lest it go on so.
    public func resume() async throws(BoxwoodError) {
        let (waiting, given) = try await environment.store.write { tx in
            var waiting: [ImageID] = []
            var given: [BlobID] = []
            for upload in try tx.unfinishedUploads() {
                if upload.state == .running, upload.attempts >= Self.attempts {
                    try tx.failUpload(upload.id, Self.endedTooOften)
                    given.append(upload.original)
                } else {
                    try tx.requeueUpload(upload.id, asUntried: false)
                    waiting.append(upload.id)
                }
            }
            return (waiting, given)
        }
        try await UnusedBlobs(environment).remove(given)
        for id in waiting { _ = MakeImage(environment).enqueue(id) }
    }

    private static let endedTooOften = Upload.Failure(
        code: .invalid,
        message: "The server ended \(attempts) times while it was at work on this file, which was given up.")
}
