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
}
