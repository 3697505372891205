/// Makes tile packs of uploaded images, wherever the decoding happens.
///
/// The server's ingester runs ``IngestWorker`` in a child process; tests use ``InProcessIngester``.
public protocol ImageIngester: Sendable {
    /// Decodes the image at `source` and writes its tile pack to `destination`.
    ///
    /// - Throws: ``ImagingError``; then nothing is at the destination.
    func ingest(source: String, destination: String) async throws(ImagingError) -> IngestedImage
}
