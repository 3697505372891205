import Imaging
import Labeling
import Logging

/// Turns a kept upload into an image: decodes it in a process of its own, keeps its tiles, gives it its place.
struct MakeImage: Sendable {
    private let environment: WorkflowEnvironment

    init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Puts an upload in the queue, and follows it.
    func enqueue(_ id: ImageID) -> AsyncStream<UploadProgress> {
        environment.imports.add(id) { report in await self(id, report: report) }
    }

    /// Works on an upload to its end.
    ///
    /// - Returns: nil when the task was cancelled: then the upload, if it is still wanted, waits in the queue again.
    private func callAsFunction(
        _ id: ImageID, report: @escaping @Sendable (UploadProgress) -> Void
    ) async -> UploadProgress? {
        do throws(BoxwoodError) {
            guard let upload = try await environment.store.write({ tx in try tx.beginUpload(id) }) else {
                return try await end(of: id)
            }
            do throws(BoxwoodError) {
                return .ready(try await make(upload, report: report))
            } catch {
                if Task.isCancelled {
                    try await environment.store.write { tx in try tx.requeueUpload(id, asUntried: true) }
                    return nil
                }
                try await refuse(upload, error)
                return .failed(error)
            }
        } catch {
            environment.logger.error("import", metadata: ["upload": "\(id)", "error": "\(error)"])
            return .failed(error)
        }
    }

    /// What became of an upload that is not queued.
    private func end(of id: ImageID) async throws(BoxwoodError) -> UploadProgress {
        try await environment.store.read { tx in
            if let image = try tx.image(id) {
                return .ready(ImportedImage(image: image, isDuplicate: false, frames: nil))
            }
            return .failed(try tx.upload(id)?.failure?.error ?? .notFound("upload"))
        }
    }

    private func make(
        _ upload: Upload, report: @escaping @Sendable (UploadProgress) -> Void
    ) async throws(BoxwoodError) -> ImportedImage {
        let made = try await CutTiles(environment)(upload.original) { stage in
            switch stage {
            case .reading: report(.reading)
            case .cutting(let share): report(.cutting(share))
            }
        }
        do throws(BoxwoodError) {
            return try await place(upload, made)
        } catch {
            await UnusedBlobs(environment).removeAfterFailure([made.tiles])
            throw error
        }
    }

    /// Adds the image in the upload's stead.
    private func place(_ upload: Upload, _ made: CutTiles.Made) async throws(BoxwoodError) -> ImportedImage {
        let now = environment.clock.now()
        return try await environment.store.write { tx in
            guard let project = try tx.project(upload.projectID), try tx.upload(upload.id) != nil else {
                throw BoxwoodError.notFound("upload")
            }
            try tx.deleteUpload(upload.id)
            let image = LabeledImage(
                id: upload.id, projectID: project.id, name: upload.name,
                position: try tx.nextPosition(in: project.id), size: made.image.size,
                format: made.image.format.rawValue, original: upload.original, tiles: made.tiles,
                createdAt: now)
            try tx.insert(image, slots: tx.firstSlots(of: project))
            try tx.append(
                AuditEvent(
                    actor: upload.accountID, action: "image.added", projectID: project.id,
                    subject: image.id.rawValue, at: now))
            return ImportedImage(image: image, isDuplicate: false, frames: made.image.frames)
        }
    }

    private func refuse(_ upload: Upload, _ error: BoxwoodError) async throws(BoxwoodError) {
        environment.logger.info(
            "image refused", metadata: ["name": "\(upload.name)", "reason": "\(error)"])
        try await environment.store.write { tx in
            try tx.failUpload(upload.id, Upload.Failure(code: error.code, message: error.message))
        }
        await UnusedBlobs(environment).removeAfterFailure([upload.original])
    }
}

extension Upload.Failure {
    /// The refusal as those who sent the file see it.
    var error: BoxwoodError { BoxwoodError(code, message, field: "file") }
}
