public import Geometry

/// What the header of an acceptable image says.
public struct ProbedImage: Sendable, Hashable {
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

    /// Size of the file.
    public let byteCount: Int

    /// Sides of the upright picture, in pixels: the space all annotations live in.
    public var uprightSize: PixelSize {
        guard orientation.swapsSides else { return storedSize }
        return PixelSize(width: storedSize.height, height: storedSize.width)
    }
}
