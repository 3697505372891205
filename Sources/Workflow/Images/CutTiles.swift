import Imaging
import Labeling
import Logging

/// Makes the tile pack of an original that is kept, in a process of its own, and keeps it.
struct CutTiles: Sendable {
    /// A tile pack that is kept, and what it shows.
    struct Made: Sendable {
        let image: IngestedImage
        let tiles: BlobID
    }

    private let environment: WorkflowEnvironment

    init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Cuts the tiles of an original.
    ///
    /// - Throws: what is wrong with the file, with field `file`; then nothing is left behind.
    func callAsFunction(
        _ original: BlobID, progress: @escaping @Sendable (IngestStage) -> Void = { _ in }
    ) async throws(BoxwoodError) -> Made {
        let blobs = environment.blobs
        let (source, draft) = try await environment.workers.run { () throws(BoxwoodError) in
            (try blobs.path(of: original), try blobs.draft(maximumBytes: Int.max))
        }
        let image: IngestedImage
        do throws(ImagingError) {
            image = try await environment.ingester.ingest(
                source: source, destination: draft.path, progress: progress)
        } catch {
            draft.discard()
            environment.logger.info(
                "no tiles", metadata: ["reason": "\(error.reason)", "detail": "\(error.detail)"])
            throw error.refusal
        }
        let tiles = try await environment.workers.run { () throws(BoxwoodError) in
            do throws(BoxwoodError) {
                return try draft.keep()
            } catch {
                draft.discard()
                throw error
            }
        }
        return Made(image: image, tiles: tiles)
    }
}
