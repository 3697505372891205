/// What an uploaded image may be at most; checked on the header, before any pixel is decoded.
public struct ImageLimits: Sendable, Codable, Hashable {
    /// Width times height.
    public var maximumPixels: Int

    /// Width or height, in pixels.
    ///
    /// JPEG itself ends at 65,535.
    public var maximumSide: Int

    /// Pages of a TIFF or frames of an animation.
    public var maximumFrames: Int

    /// Whether TIFF is taken.
    ///
    /// It is off unless a requester asks: its decoder has the larger attack surface.
    public var allowTIFF: Bool

    /// Size of the file, in bytes.
    public var maximumBytes: Int

    /// Bytes of memory and temporary files that decoding may need at once.
    ///
    /// A baseline JPEG streams in about 150 MB whatever its size, but a progressive one holds two bytes a
    /// sample and a turned one every sample (measured on 300 megapixels: 1.9 and 1.0 GB).
    public var maximumWorkingBytes: Int

    /// Makes limits; the defaults are those of an ordinary server.
    public init(
        maximumPixels: Int = 400_000_000,
        maximumSide: Int = 65_500,
        maximumFrames: Int = 1,
        allowTIFF: Bool = false,
        maximumBytes: Int = 200 * 1024 * 1024,
        maximumWorkingBytes: Int = 2_500_000_000
    ) {
        self.maximumPixels = maximumPixels
        self.maximumSide = maximumSide
        self.maximumFrames = maximumFrames
        self.allowTIFF = allowTIFF
        self.maximumBytes = maximumBytes
        self.maximumWorkingBytes = maximumWorkingBytes
    }
}
