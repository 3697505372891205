import Imaging
public import Labeling
import Logging

/// Takes uploaded files into a project: keeps each, and puts it in the queue of those that become images.
///
/// Once ``accept(_:name:project:by:)`` has returned, the file is on disk and will become an image or be refused with
/// a reason, whatever becomes of the connection or the server meanwhile.
public struct ImportImage: Sendable {
    private let environment: WorkflowEnvironment

    /// Importing images, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Opens a draft for the file's bytes once the person's right to add images is known.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` or ``BoxwoodError/Code/forbidden``.
    public func begin(project: ProjectID, by principal: Principal) async throws(BoxwoodError) -> any BlobDraft
    {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
        }
        let (blobs, limit) = (environment.blobs, environment.limits.image.maximumBytes)
        return try await environment.workers.run { () throws(BoxwoodError) in
            try blobs.draft(maximumBytes: limit)
        }
    }

    /// Keeps a finished draft and queues it.
    ///
    /// - Parameter name: the file's name as the person knows it; never used as a path.
    /// - Throws: ``BoxwoodError/Code/notFound`` or ``BoxwoodError/Code/forbidden``; then nothing is left behind.
    public func accept(
        _ draft: any BlobDraft, name: String, project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> AcceptedUpload {
        let original = try await environment.workers.run { () throws(BoxwoodError) in
            do throws(BoxwoodError) {
                return try draft.keep()
            } catch {
                draft.discard()
                throw error
            }
        }
        let entered: Entered
        do throws(BoxwoodError) {
            entered = try await enter(original, name: name, project: project, by: principal)
        } catch {
            await UnusedBlobs(environment).removeAfterFailure([original])
            throw error
        }
        switch entered {
        case .image(let image):
            let imported = ImportedImage(image: image, isDuplicate: true, frames: nil)
            return AcceptedUpload(id: image.id, progress: .of(.ready(imported)), isDuplicate: true)
        case .upload(let id, let isDuplicate):
            return AcceptedUpload(
                id: id, progress: MakeImage(environment).enqueue(id), isDuplicate: isDuplicate)
        }
    }

    /// Keeps a finished draft and waits until it is an image; one that is refused is forgotten.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid``, ``BoxwoodError/Code/unsupported`` or
    ///   ``BoxwoodError/Code/tooLarge`` with field `file` and a sentence that says what is wrong with it.
    public func finish(
        _ draft: any BlobDraft, name: String, project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ImportedImage {
        let accepted = try await accept(draft, name: name, project: project, by: principal)
        for await progress in accepted.updates {
            switch progress {
            case .ready(let imported): return imported
            case .failed(let error):
                await told(accepted)
                throw error
            case .queued, .reading, .cutting: continue
            }
        }
        throw AcceptedUpload.brokenOff
    }

    /// Forgets a refused upload whose sender knows by now.
    public func told(_ upload: AcceptedUpload) async {
        do throws(BoxwoodError) {
            try await environment.store.write { tx in
                if try tx.upload(upload.id)?.state == .failed { try tx.deleteUpload(upload.id) }
            }
        } catch {
            environment.logger.error("upload not forgotten", metadata: ["error": "\(error)"])
        }
    }

    /// Where the bytes of an upload stand in a project.
    private enum Entered: Sendable {
        case image(LabeledImage)
        case upload(ImageID, isDuplicate: Bool)
    }

    private func enter(
        _ original: BlobID, name: String, project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> Entered {
        let fileName = TextRules.fileName(name, maximum: 255)
        let now = environment.clock.now()
        return try await environment.store.write { [environment] tx in
            let project = try tx.access(project, for: principal, atLeast: .requester).project
            if let image = try tx.image(in: project.id, original: original) { return .image(image) }
            if let present = try tx.upload(in: project.id, original: original) {
                guard present.state == .failed else { return .upload(present.id, isDuplicate: true) }
                try tx.deleteUpload(present.id)
            }
            guard environment.blobs.contains(original) else {
                throw BoxwoodError(.conflict, "The same file was deleted meanwhile; please send it again.")
            }
            let upload = Upload(
                id: environment.identifiers.identifier(), projectID: project.id,
                accountID: principal.account.id, name: fileName, original: original, createdAt: now)
            try tx.insert(upload)
            return .upload(upload.id, isDuplicate: false)
        }
    }
}

/// An upload that is kept, and how far it comes.
public struct AcceptedUpload: Sendable {
    /// The identifier that its image has or will have.
    public let id: ImageID

    private let progress: AsyncStream<UploadProgress>
    private let isDuplicate: Bool

    fileprivate init(id: ImageID, progress: AsyncStream<UploadProgress>, isDuplicate: Bool) {
        self.id = id
        self.progress = progress
        self.isDuplicate = isDuplicate
    }

    /// Everything up to `ready` or `failed`, to be read once.
    ///
    /// Ends early when the server is stopping.
    public var updates: AsyncMapSequence<AsyncStream<UploadProgress>, UploadProgress> {
        progress.map { [isDuplicate] progress in
            guard isDuplicate, case .ready(let imported) = progress else { return progress }
            return .ready(
                ImportedImage(image: imported.image, isDuplicate: true, frames: imported.frames))
        }
    }

    /// What those are told who wait while the server is stopping.
    public static let brokenOff = BoxwoodError(
        .locked, "The server is stopping; the file is kept and will be taken in when it runs again.")
}

extension AsyncStream where Element: Sendable {
    /// A stream of one element.
    fileprivate static func of(_ element: Element) -> AsyncStream {
        AsyncStream { continuation in
            continuation.yield(element)
            continuation.finish()
        }
    }
}
