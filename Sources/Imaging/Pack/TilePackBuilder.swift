import CVips
import Geometry

/// Turns an uploaded image into a tile pack: every Deep Zoom tile, as JPEG, in one zip.
///
/// The zip's entries are stored, not deflated, so that a tile is a range of the file; anyone can unpack it
/// into an ordinary Deep Zoom folder. Tiles carry no metadata.
public enum TilePackBuilder {
    /// The side of a tile, in pixels.
    public static let tileSize = 512

    /// The JPEG quality of a tile, of 100.
    public static let quality = 85

    /// Decodes an image and writes its tile pack.
    ///
    /// The picture is turned upright, brought to sRGB at 8 bits, laid on white and freed of metadata. The
    /// destination appears whole or not at all. Blocks: about one second for 100 megapixels; run it in
    /// ``IngestWorker`` for files from strangers.
    ///
    /// - Parameters:
    ///   - source: path of the upload; only read.
    ///   - destination: path of the tile pack; an older one is replaced.
    ///   - limits: what the upload may be.
    /// - Throws: ``ImagingError``: what ``ImageProbe`` throws, `truncated` for damage inside, and `io`.
    public static func build(
        source: String,
        destination: String,
        limits: ImageLimits = ImageLimits()
    ) throws(ImagingError) -> IngestedImage {
        let probed = try ImageProbe.probe(path: source, limits: limits)
        let image = try VipsHandle.open(source, probed.format, sequential: probed.orientation == .upright)
        let upright = try image.normalized()
        var file = try AtomicFile(destination: destination)
        let suffix = ".jpg[Q=\(quality)]"
        guard boxwood_vips_dzsave_zip(upright.image, file.descriptor, "image", Int32(tileSize), suffix) == 0
        else { throw decodingFailure() }
        return IngestedImage(
            format: probed.format,
            width: upright.width,
            height: upright.height,
            byteCount: try file.commit()
        )
    }

    /// Pixels are decoded while tiles are written, so damage, a full disk and want of memory all end here.
    private static func decodingFailure() -> ImagingError {
        let failure = VipsHandle.failure(.truncated, "The image is damaged or incomplete.", "dzsave")
        let text = failure.detail
        if text.contains("out of memory") {
            return ImagingError(
                .tooLarge("memory"), "The image needs more memory than is allowed for one image.",
                detail: text
            )
        }
        if text.contains("write error") || text.contains("system error") || text.contains("unix error") {
            return ImagingError(.io, "The server could not write the image's tiles.", detail: text)
        }
        return failure
    }
}
