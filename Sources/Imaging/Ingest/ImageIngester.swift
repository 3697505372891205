/// Makes tile packs of uploaded images, wherever the decoding happens.
///
/// The server's ingester runs ``IngestWorker`` in a child process; tests use ``InProcessIngester``.
public protocol ImageIngester: Sendable {
    /// Decodes the image at `source` and writes its tile pack to `destination`; ends early when the task is
    /// cancelled.
    ///
    /// - Parameter progress: called now and then, from any thread.
    /// - Throws: ``ImagingError``; then nothing is at the destination.
    func ingest(
        source: String, destination: String, progress: @escaping @Sendable (IngestStage) -> Void
    ) async throws(ImagingError) -> IngestedImage
}
