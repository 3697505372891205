/// What an annotator draws: a box or a polygon.
///
/// JSON form: `{"box": [x, y, width, height]}` or `{"polygon": [[[x, y], …], …]}`.
public enum Shape: Hashable, Sendable {
    /// An axis-aligned rectangle.
    case box(Box)

    /// A region bounded by rings.
    case polygon(Polygon)

    /// The smallest box around the shape.
    public var bounds: Box {
        switch self {
        case .box(let box): box
        case .polygon(let polygon): polygon.bounds
        }
    }

    /// Area in square pixels.
    public var area: Double {
        switch self {
        case .box(let box): box.area
        case .polygon(let polygon): polygon.area
        }
    }

    /// The shape as a polygon: a box becomes its four corners, clockwise on the screen from the top left.
    public var asPolygon: Polygon {
        switch self {
        case .box(let box): Polygon(box.corners)
        case .polygon(let polygon): polygon
        }
    }

    /// The part of the shape on the canvas.
    public func clamped(to size: PixelSize) -> Shape {
        switch self {
        case .box(let box): .box(box.clamped(to: size))
        case .polygon(let polygon): .polygon(polygon.clamped(to: size))
        }
    }

    /// Whether a point lies inside the shape.
    public func contains(_ point: ImagePoint) -> Bool {
        switch self {
        case .box(let box): box.contains(point)
        case .polygon(let polygon): polygon.contains(point)
        }
    }

    /// The first thing wrong with the shape, or nil if it is acceptable.
    ///
    /// - Parameter size: the image the shape must lie on; nil leaves that out.
    public func firstDefect(in size: PixelSize?) -> ShapeDefect? {
        switch self {
        case .box(let box):
            guard box.isFinite else { return .boxNotFinite }
            guard !box.isEmpty else { return .boxWithoutArea }
            if let size, !size.holds(minX: box.x, minY: box.y, maxX: box.maxX, maxY: box.maxY) {
                return .boxOutsideImage
            }
            return nil
        case .polygon(let polygon):
            return polygon.firstDefect(in: size).map(ShapeDefect.polygon)
        }
    }
}

extension Shape: Codable {
    private enum CodingKeys: String, CodingKey { case box, polygon }

    /// Reads an object with exactly one of the keys `box` and `polygon`.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        switch (object.contains(.box), object.contains(.polygon)) {
        case (true, false): self = .box(try object.decode(Box.self, forKey: .box))
        case (false, true): self = .polygon(try object.decode(Polygon.self, forKey: .polygon))
        default:
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "A shape has either a \"box\" or a \"polygon\"."
                )
            )
        }
    }

    /// Writes an object with the one key that fits.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .box(let box): try object.encode(box, forKey: .box)
        case .polygon(let polygon): try object.encode(polygon, forKey: .polygon)
        }
    }
}
