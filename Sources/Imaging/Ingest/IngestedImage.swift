public import Geometry

/// What was made of an uploaded image.
public struct IngestedImage: Sendable, Codable, Hashable {
    /// The format of the upload.
    public let format: ImageFormat

    /// Columns of the upright picture, in pixels.
    public let width: Int

    /// Rows of the upright picture, in pixels.
    public let height: Int

    /// Size of the tile pack.
    public let byteCount: Int

    /// Pages or frames of the upload, of which the first is shown.
    public let frames: Int

    /// Whether the largest level holds the upload's own coefficients, so that 100 % shows its very pixels.
    public let isExact: Bool

    /// Makes the record.
    public init(
        format: ImageFormat, width: Int, height: Int, byteCount: Int, frames: Int = 1, isExact: Bool = false
    ) {
        self.format = format
        self.width = width
        self.height = height
        self.byteCount = byteCount
        self.frames = frames
        self.isExact = isExact
    }

    /// Sides of the upright picture, in pixels.
    public var size: PixelSize { PixelSize(width: width, height: height) }
}
