import Imaging
import Labeling
import Logging

/// Takes files away that nothing uses any more.
struct UnusedBlobs: Sendable {
    private let environment: WorkflowEnvironment

    init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Removes those of the files that neither an image nor an upload names, and the pictures that were made of them.
    ///
    /// Within one transaction, so that nothing comes to name a file between the look and its end.
    func remove(_ blobs: [BlobID]) async throws(BoxwoodError) {
        let (store, derivatives) = (environment.blobs, environment.derivatives)
        try await environment.store.write { tx in
            for blob in Set(blobs) where try !tx.isReferenced(blob) {
                try store.remove(blob)
                derivatives?.forget(pack: blob.sha256)
            }
        }
    }

    /// The same where something else went wrong already: a failure is logged.
    func removeAfterFailure(_ blobs: [BlobID]) async {
        do throws(BoxwoodError) {
            try await remove(blobs)
        } catch {
            environment.logger.error("files left behind", metadata: ["error": "\(error)"])
        }
    }
}
