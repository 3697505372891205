/// A point in image pixels: origin at the top left of the upright image, y down, continuous.
///
/// Pixel (0, 0) covers the square from (0, 0) to (1, 1), so its centre is (0.5, 0.5).
/// JSON form: `[x, y]`.
public struct ImagePoint: Hashable, Sendable {
    /// Pixels from the left edge of the image.
    public var x: Double

    /// Pixels from the top edge of the image.
    public var y: Double

    /// Makes a point from its two coordinates, in pixels.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Whether neither coordinate is infinite or not a number.
    public var isFinite: Bool { x.isFinite && y.isFinite }
}

extension ImagePoint: Codable {
    /// Reads `[x, y]`, and refuses any other number of elements.
    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        self.init(x: try list.decode(Double.self), y: try list.decode(Double.self))
        guard list.isAtEnd else {
            throw DecodingError.dataCorruptedError(
                in: list,
                debugDescription: "A point is two numbers, [x, y]."
            )
        }
    }

    /// Writes `[x, y]`.
    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(x)
        try list.encode(y)
    }
}
