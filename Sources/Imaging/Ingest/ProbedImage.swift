public import Geometry

/// What the header of an acceptable image says.
public struct ProbedImage: Sendable, Codable, Hashable {
    /// The format, by content.
    public let format: ImageFormat

    /// Sides of the picture as the file stores it, in pixels.
    public let storedSize: PixelSize

    /// How the stored picture must be turned to stand upright (EXIF).
    public let orientation: Orientation

    /// Pages or frames.
    public let frames: Int

    /// Whether the picture comes in passes: a progressive JPEG or an interlaced PNG.
    public let isInterlaced: Bool

    /// Samples a pixel, transparency included.
    public let bands: Int

    /// Bytes a sample.
    public let bytesPerSample: Int

    /// Size of the file.
    public let byteCount: Int

    /// Sides of the upright picture, in pixels: the space all annotations live in.
    public var uprightSize: PixelSize {
        guard orientation.swapsSides else { return storedSize }
        return PixelSize(width: storedSize.height, height: storedSize.width)
    }

    /// Bytes of memory and temporary files that cutting the picture into tiles takes at most, at once.
    ///
    /// A baseline JPEG streams, whatever its height. A progressive one holds two bytes a sample until its last
    /// pass, an interlaced PNG, a WebP and possibly a TIFF every sample, and a picture that must be turned too.
    /// (Measured on 300 megapixels: 0.15 GB streaming, 1.9 GB progressive, 1.0 GB turned.)
    public var workingBytes: Int {
        let samples = storedSize.pixelCount * bands
        var bytes = ProbedImage.baseBytes + uprightSize.width * TilePackBuilder.tileSize * 3 * 2
        switch format {
        case .jpeg:
            if isInterlaced { bytes += samples * 2 }
            if orientation == .upright, storedSize.pixelCount <= ExactTiles.maximumPixels {
                bytes += ExactTiles.workingBytes(pixels: storedSize.pixelCount, bands: bands) + 2 * byteCount
            }
        case .png: bytes += isInterlaced ? samples * bytesPerSample : 0
        case .webp, .tiff: bytes += samples * bytesPerSample
        }
        if orientation != .upright { bytes += samples * bytesPerSample }
        return bytes
    }

    /// What any picture takes: buffers of the decoder, rows between operations.
    private static let baseBytes = 64 << 20
}
