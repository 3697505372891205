public import Geometry

/// The region segment of an image request: which part of the picture.
///
/// Source: IIIF Image API 3.0 §4.1.
public enum IIIFRegion: Sendable, Hashable {
    /// The whole picture.
    case full
    /// The largest square in the middle.
    case square
    /// Whole pixels of the full picture: x, y, width, height.
    case pixels(x: Int, y: Int, width: Int, height: Int)
    /// Percent of the picture's sides: x, y, width, height.
    case percent(x: Double, y: Double, width: Double, height: Double)

    /// Reads the segment, already percent-decoded.
    ///
    /// - Throws: ``IIIFError`` 400.
    public init(_ text: String) throws(IIIFError) {
        switch text {
        case "full": self = .full
        case "square": self = .square
        default:
            if text.hasPrefix("pct:") {
                let parts = IIIFNumber.list(text.dropFirst(4), IIIFNumber.float)
                guard let parts, parts.count == 4 else { throw IIIFRegion.illegal }
                self = .percent(x: parts[0], y: parts[1], width: parts[2], height: parts[3])
            } else {
                let parts = IIIFNumber.list(text[...], IIIFNumber.integer)
                guard let parts, parts.count == 4 else { throw IIIFRegion.illegal }
                self = .pixels(x: parts[0], y: parts[1], width: parts[2], height: parts[3])
            }
        }
    }

    /// The pixels of a picture the region means, cropped at the picture's edge.
    ///
    /// Percentages are rounded half up, each of the four by itself.
    ///
    /// - Throws: ``IIIFError`` 400 when the region is empty or lies outside.
    public func resolved(in size: PixelSize) throws(IIIFError) -> TileGrid.Region {
        let (x, y, width, height) =
            switch self {
            case .full: (0, 0, size.width, size.height)
            case .square: IIIFRegion.centredSquare(in: size)
            case .pixels(let x, let y, let width, let height): (x, y, width, height)
            case .percent(let x, let y, let width, let height):
                (
                    IIIFNumber.rounded(Double(size.width) * x / 100),
                    IIIFNumber.rounded(Double(size.height) * y / 100),
                    IIIFNumber.rounded(Double(size.width) * width / 100),
                    IIIFNumber.rounded(Double(size.height) * height / 100)
                )
            }
        guard width > 0, height > 0 else { throw IIIFError(status: 400, "The region is empty.") }
        guard x < size.width, y < size.height else {
            throw IIIFError(
                status: 400, "The region lies outside the picture of \(size.width) × \(size.height) pixels."
            )
        }
        return TileGrid.Region(
            x: x, y: y, width: min(width, size.width - x), height: min(height, size.height - y)
        )
    }

    private static func centredSquare(in size: PixelSize) -> (Int, Int, Int, Int) {
        let side = min(size.width, size.height)
        return ((size.width - side) / 2, (size.height - side) / 2, side, side)
    }

    private static let illegal = IIIFError(
        status: 400, "The region must be full, square, x,y,w,h or pct:x,y,w,h."
    )
}
