public import Geometry

/// The largest answers to image requests, as the information document declares them.
public struct IIIFLimits: Sendable, Hashable {
    /// Columns of an answer, in pixels.
    public var maxWidth: Int

    /// Rows of an answer, in pixels.
    public var maxHeight: Int

    /// Makes limits.
    public init(maxWidth: Int = 5000, maxHeight: Int = 5000) {
        self.maxWidth = maxWidth
        self.maxHeight = maxHeight
    }

    /// Whether an answer may have these sides.
    public func allow(_ size: PixelSize) -> Bool { size.width <= maxWidth && size.height <= maxHeight }

    /// By what a region may be scaled at most.
    func room(for region: PixelSize) -> Double {
        min(Double(maxWidth) / Double(region.width), Double(maxHeight) / Double(region.height))
    }
}
