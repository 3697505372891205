/// What an uploaded image may be at most; checked on the header, before any pixel is decoded.
public struct ImageLimits: Sendable, Codable, Hashable {
    /// Width times height.
    public var maximumPixels: Int

    /// Width or height, in pixels.
    ///
    /// JPEG itself ends at 65,535.
    public var maximumSide: Int

    /// Pages of a TIFF or frames of an animation, of which the first is taken.
    public var maximumFrames: Int

    /// Whether TIFF is taken.
    ///
    /// It is off unless a requester asks: its decoder has the larger attack surface.
    public var allowTIFF: Bool

    /// Size of the file, in bytes.
    public var maximumBytes: Int

    /// Bytes of memory and temporary files that decoding may need at once; see ``ProbedImage/workingBytes``.
    public var maximumWorkingBytes: Int

    /// Seconds of processor time that one image may take.
    public var maximumSeconds: Int

    /// Makes limits; the defaults are those of an ordinary server.
    public init(
        maximumPixels: Int = 400_000_000,
        maximumSide: Int = 65_500,
        maximumFrames: Int = 1_000,
        allowTIFF: Bool = false,
        maximumBytes: Int = 500_000_000,
        maximumWorkingBytes: Int = 2_500_000_000,
        maximumSeconds: Int = 120
    ) {
        self.maximumPixels = maximumPixels
        self.maximumSide = maximumSide
        self.maximumFrames = maximumFrames
        self.allowTIFF = allowTIFF
        self.maximumBytes = maximumBytes
        self.maximumWorkingBytes = maximumWorkingBytes
        self.maximumSeconds = maximumSeconds
    }
}
