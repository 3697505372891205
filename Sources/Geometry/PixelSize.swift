/// Width and height in whole pixels.
public struct PixelSize: Hashable, Sendable, Codable {
    /// Pixels from left to right.
    public var width: Int

    /// Pixels from top to bottom.
    public var height: Int

    /// Makes a size from its two sides, in pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// How many pixels there are: 0 if a side is not positive, `Int.max` if the product is too large to hold.
    public var pixelCount: Int {
        guard width > 0, height > 0 else { return 0 }
        let (product, overflow) = width.multipliedReportingOverflow(by: height)
        return overflow ? Int.max : product
    }

    /// The longer of the two sides.
    public var longestSide: Int { max(width, height) }

    /// The whole canvas as a box at the origin.
    public var bounds: Box { Box(x: 0, y: 0, width: Double(width), height: Double(height)) }
}
