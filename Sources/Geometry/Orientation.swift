/// The eight EXIF orientations as maps between the stored picture and the upright one.
///
/// Source: EXIF 2.3, tag 0x0112; the raw values are the tag's.
public enum Orientation: Int, Hashable, Sendable, Codable, CaseIterable {
    /// Stored upright.
    case upright = 1

    /// Mirrored left to right.
    case mirrored = 2

    /// Upside down.
    case rotated180 = 3

    /// Mirrored top to bottom.
    case flipped = 4

    /// Mirrored along the main diagonal.
    case transposed = 5

    /// To be turned 90° clockwise.
    case rotated90 = 6

    /// Mirrored along the other diagonal.
    case transversed = 7

    /// To be turned 90° counter-clockwise.
    case rotated270 = 8

    /// Whether the upright picture is as wide as the stored one is high.
    public var swapsSides: Bool { rawValue >= 5 }

    /// The orientation that leads back from the upright picture to the stored one.
    public var inverse: Orientation {
        switch self {
        case .rotated90: .rotated270
        case .rotated270: .rotated90
        default: self
        }
    }

    /// The upright size of a picture stored with the given size.
    public func size(ofStored stored: PixelSize) -> PixelSize {
        swapsSides ? PixelSize(width: stored.height, height: stored.width) : stored
    }

    /// Where a point of the stored picture lies in the upright one.
    ///
    /// - Parameter stored: the size of the stored picture, before turning.
    public func upright(_ point: ImagePoint, stored: PixelSize) -> ImagePoint {
        let (width, height) = (Double(stored.width), Double(stored.height))
        let (x, y) = (point.x, point.y)
        return switch self {
        case .upright: point
        case .mirrored: ImagePoint(x: width - x, y: y)
        case .rotated180: ImagePoint(x: width - x, y: height - y)
        case .flipped: ImagePoint(x: x, y: height - y)
        case .transposed: ImagePoint(x: y, y: x)
        case .rotated90: ImagePoint(x: height - y, y: x)
        case .transversed: ImagePoint(x: height - y, y: width - x)
        case .rotated270: ImagePoint(x: y, y: width - x)
        }
    }

    /// Where a point of the upright picture lies in the stored one.
    ///
    /// - Parameter stored: the size of the stored picture, before turning.
    public func stored(_ point: ImagePoint, stored: PixelSize) -> ImagePoint {
        inverse.upright(point, stored: size(ofStored: stored))
    }

    /// Where a box of the stored picture lies in the upright one.
    ///
    /// - Parameter stored: the size of the stored picture, before turning.
    public func upright(_ box: Box, stored: PixelSize) -> Box {
        let a = upright(ImagePoint(x: box.x, y: box.y), stored: stored)
        let b = upright(ImagePoint(x: box.maxX, y: box.maxY), stored: stored)
        return Box(
            x: min(a.x, b.x),
            y: min(a.y, b.y),
            width: swapsSides ? box.height : box.width,
            height: swapsSides ? box.width : box.height
        )
    }
}
