import Dispatch

/// An ingester that decodes in this process, on a queue of its own, one image at a time.
///
/// For tests and for images that were made here. A hostile file can take this process down with it.
public struct InProcessIngester: ImageIngester {
    private let limits: ImageLimits
    private let queue = DispatchQueue(label: "boxwood.ingest", qos: .utility)

    /// Makes an ingester with its limits.
    public init(limits: ImageLimits = ImageLimits()) {
        self.limits = limits
    }

    /// Decodes the image at `source` and writes its tile pack to `destination`.
    public func ingest(
        source: String, destination: String, progress: @escaping @Sendable (IngestStage) -> Void = { _ in }
    ) async throws(ImagingError) -> IngestedImage {
        let limits = limits
        let result: Result<IngestedImage, ImagingError> = await withCheckedContinuation { continuation in
            queue.async {
                let result = Result { () throws(ImagingError) in
                    try TilePackBuilder.build(
                        source: source, destination: destination, limits: limits, progress: progress)
                }
                ImagingSystem.threadWillEnd()
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }
}
