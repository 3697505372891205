public import Geometry

/// The part of an image that shows an example: its shape with some of what is around it.
public struct ExampleCrop: Hashable, Sendable {
    /// Room on every side, as a part of the shape's longer side.
    private static let margin = 0.4
    /// And at least so much, in pixels.
    private static let least = 12.0
    /// The longer side of the picture in pixels, at most.
    private static let longest = 480.0

    /// Whole pixels of the image, no farther than its edges.
    public let region: Box
    /// The sides of the picture.
    public let output: PixelSize
    /// The shape in pixels of the region.
    public let shape: Shape

    /// The crop around a shape on an image of this size.
    public init(of shape: Shape, in size: PixelSize) {
        let bounds = shape.bounds
        let room = max(Self.least, max(bounds.width, bounds.height) * Self.margin)
        let (width, height) = (Double(size.width), Double(size.height))
        let left = max(0, min((bounds.x - room).rounded(.down), width - 1))
        let top = max(0, min((bounds.y - room).rounded(.down), height - 1))
        let right = min(width, max((bounds.maxX + room).rounded(.up), left + 1))
        let bottom = min(height, max((bounds.maxY + room).rounded(.up), top + 1))
        region = Box(minX: left, minY: top, maxX: right, maxY: bottom)
        let scale = min(1, Self.longest / max(region.width, region.height))
        output = PixelSize(
            width: max(1, Int((region.width * scale).rounded())),
            height: max(1, Int((region.height * scale).rounded())))
        self.shape = shape.moved(x: -left, y: -top)
    }
}

extension Shape {
    /// The shape moved by so many pixels.
    func moved(x: Double, y: Double) -> Shape {
        switch self {
        case .box(let box):
            .box(Box(x: box.x + x, y: box.y + y, width: box.width, height: box.height))
        case .polygon(let polygon):
            .polygon(
                Polygon(
                    rings: polygon.rings.map { ring in ring.map { ImagePoint(x: $0.x + x, y: $0.y + y) } }))
        }
    }
}
