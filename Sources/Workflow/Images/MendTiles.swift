import Imaging
import Labeling
import Logging
import Synchronization

/// Makes an image's tile pack again from its original, where the pack is missing or damaged.
///
/// Whoever asks for an image that is being mended waits for the same work.
final class MendTiles: Sendable {
    private let environment: WorkflowEnvironment
    private let underWay = Mutex<[ImageID: Task<Result<BlobID, BoxwoodError>, Never>]>([:])

    init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Cuts the tiles anew and gives them to the image.
    ///
    /// - Parameter damaged: the pack that cannot be read.
    /// - Returns: the image's pack from now on; of the same name when it came out the same.
    /// - Throws: ``BoxwoodError/Code/internal`` when the original is missing or damaged, too: then only a backup helps.
    func callAsFunction(_ id: ImageID, damaged: BlobID) async throws(BoxwoodError) -> BlobID {
        let task = underWay.withLock { tasks in
            if let present = tasks[id] { return present }
            let task = Task { [self] in
                let result: Result<BlobID, BoxwoodError>
                do throws(BoxwoodError) {
                    result = .success(try await mend(id, damaged: damaged))
                } catch {
                    environment.logger.error(
                        "tiles not mended", metadata: ["image": "\(id)", "error": "\(error)"])
                    result = .failure(error)
                }
                underWay.withLock { $0[id] = nil }
                return result
            }
            tasks[id] = task
            return task
        }
        return try await task.value.get()
    }

    private func mend(_ id: ImageID, damaged: BlobID) async throws(BoxwoodError) -> BlobID {
        guard let image = try await environment.store.read({ tx in try tx.image(id) }) else {
            throw .notFound("image")
        }
        guard image.tiles == damaged else { return image.tiles }
        let blobs = environment.blobs
        let condition = try await environment.workers.run { () throws(BoxwoodError) in
            try blobs.condition(of: image.original)
        }
        guard condition == .sound else {
            throw BoxwoodError(
                .internal,
                "The tiles of this image are damaged and its original is \(condition): restore them from a backup.",
                subject: image.original.sha256)
        }
        let made = try await CutTiles(environment)(image.original)
        guard made.image.size == image.size else {
            await UnusedBlobs(environment).removeAfterFailure([made.tiles])
            throw BoxwoodError(.internal, "The tiles of this image could not be made again as they were.")
        }
        try await environment.store.write { tx in
            _ = try tx.replaceTiles(of: id, damaged, by: made.tiles)
        }
        environment.logger.notice("tiles mended", metadata: ["image": "\(id)"])
        try await UnusedBlobs(environment).remove([damaged, made.tiles])
        return made.tiles
    }
}
