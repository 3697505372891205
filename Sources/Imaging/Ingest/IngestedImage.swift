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

    /// Makes the record.
    public init(format: ImageFormat, width: Int, height: Int, byteCount: Int) {
        self.format = format
        self.width = width
        self.height = height
        self.byteCount = byteCount
    }

    /// Sides of the upright picture, in pixels.
    public var size: PixelSize { PixelSize(width: width, height: height) }
}
