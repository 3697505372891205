public import Geometry

/// An image request in numbers: which pixels of a picture, at which sides.
public struct ResolvedRequest: Sendable, Hashable {
    /// Sides of the picture.
    public let picture: PixelSize

    /// Pixels of the picture, inside it and not empty.
    public let region: TileGrid.Region

    /// Sides of the answer: at least 1, at most those of the region.
    public let output: PixelSize

    private let isLargest: Bool

    /// Takes a region and an output that were checked against the picture.
    init(picture: PixelSize, region: TileGrid.Region, output: PixelSize, limits: IIIFLimits) {
        self.picture = picture
        self.region = region
        self.output = output
        let room = min(
            1,
            Double(limits.maxWidth) / Double(region.width),
            Double(limits.maxHeight) / Double(region.height)
        )
        isLargest =
            output.width == max(1, IIIFNumber.rounded(Double(region.width) * room))
            && output.height == max(1, IIIFNumber.rounded(Double(region.height) * room))
    }

    /// The canonical path: `full` or `x,y,w,h`, then `max` or `w,h`, then `0/default.jpg`.
    ///
    /// Source: IIIF Image API 3.0 §4.7.
    public var canonical: String {
        let isFull = region.width == picture.width && region.height == picture.height
        let place = isFull ? "full" : "\(region.x),\(region.y),\(region.width),\(region.height)"
        let sides = isLargest ? "max" : "\(output.width),\(output.height)"
        return "\(place)/\(sides)/0/default.jpg"
    }

    /// The tile of a grid that is exactly the answer, if one is.
    public func tile(in grid: TileGrid) -> (level: Int, column: Int, row: Int)? {
        grid.tile(
            x: region.x, y: region.y, width: region.width, height: region.height,
            outputWidth: output.width, outputHeight: output.height
        )
    }
}
