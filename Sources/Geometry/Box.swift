/// An axis-aligned rectangle in image pixels, stored as its top-left corner and its two sides.
///
/// JSON form: `[x, y, width, height]`, as in COCO. Coordinates are continuous and nothing is rounded:
/// a box of width 1 at x = 3 covers exactly pixel column 3.
public struct Box: Hashable, Sendable {
    /// The left edge.
    public var x: Double

    /// The top edge.
    public var y: Double

    /// How far the box reaches to the right of ``x``.
    public var width: Double

    /// How far the box reaches below ``y``.
    public var height: Double

    /// Makes a box from its top-left corner and its sides, in pixels.
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// Makes a box from its four edges, in pixels.
    public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.init(x: minX, y: minY, width: maxX - minX, height: maxY - minY)
    }

    /// The right edge.
    public var maxX: Double { x + width }

    /// The bottom edge.
    public var maxY: Double { y + height }

    /// Width times height in square pixels; 0 for an empty box.
    public var area: Double { isEmpty ? 0 : width * height }

    /// The point halfway between the edges.
    public var center: ImagePoint { ImagePoint(x: x + width / 2, y: y + height / 2) }

    /// Whether a side is zero, negative or not a number.
    public var isEmpty: Bool { !(width > 0 && height > 0) }

    /// Whether all four numbers are finite.
    public var isFinite: Bool { x.isFinite && y.isFinite && width.isFinite && height.isFinite }

    /// The four corners, clockwise on the screen from the top left.
    public var corners: [ImagePoint] {
        [
            ImagePoint(x: x, y: y), ImagePoint(x: maxX, y: y),
            ImagePoint(x: maxX, y: maxY), ImagePoint(x: x, y: maxY),
        ]
    }

    /// The part both boxes cover, or nil when they share no area (touching is not sharing).
    public func intersection(_ other: Box) -> Box? {
        let common = Box(
            minX: max(x, other.x),
            minY: max(y, other.y),
            maxX: min(maxX, other.maxX),
            maxY: min(maxY, other.maxY)
        )
        return common.isEmpty ? nil : common
    }

    /// The smallest box around both; an empty box still counts with its corner.
    public func union(_ other: Box) -> Box {
        Box(
            minX: min(x, other.x),
            minY: min(y, other.y),
            maxX: max(maxX, other.maxX),
            maxY: max(maxY, other.maxY)
        )
    }

    /// Whether a point lies inside.
    ///
    /// The left and top edges belong to the box, the right and bottom ones do not.
    public func contains(_ point: ImagePoint) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    /// The box with every edge moved to the nearest place on the canvas.
    ///
    /// A box that already fits is returned as it is. One wholly outside ends up with a zero side.
    public func clamped(to size: PixelSize) -> Box {
        let right = Double(size.width)
        let bottom = Double(size.height)
        if x >= 0, y >= 0, maxX <= right, maxY <= bottom { return self }
        return Box(
            minX: min(max(x, 0), right),
            minY: min(max(y, 0), bottom),
            maxX: min(max(maxX, 0), right),
            maxY: min(max(maxY, 0), bottom)
        )
    }

    /// Intersection over union with another box.
    ///
    /// - Returns: 0...1; 0 when they only touch, and when either has a side that is zero or negative.
    public func iou(_ other: Box) -> Double { iou(other, crowd: false) }

    /// Intersection over union or, when the other box is a crowd region, over the area of this box alone.
    ///
    /// Never NaN, never above 1, and 1 for equal boxes; where pycocotools would divide nothing by nothing
    /// this answers 0.
    ///
    /// Source: `bbIou` in cocodataset/cocoapi, common/maskApi.c; `self` is the detection.
    public func iou(_ other: Box, crowd: Bool) -> Double {
        let overlapWidth = min(width + x, other.width + other.x) - max(x, other.x)
        guard overlapWidth > 0 else { return 0 }
        let overlapHeight = min(height + y, other.height + other.y) - max(y, other.y)
        guard overlapHeight > 0 else { return 0 }
        let shared = overlapWidth * overlapHeight
        guard shared > 0 else { return 0 }
        // The far edge is rounded, so the sides of the overlap may differ from a box's own in the last digit.
        if self == other { return 1 }
        let whole = crowd ? width * height : width * height + other.width * other.height - shared
        let ratio = shared / whole
        return ratio.isFinite ? min(ratio, 1) : 0
    }
}

extension Box: Codable {
    /// Reads `[x, y, width, height]`, and refuses any other number of elements.
    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        self.init(
            x: try list.decode(Double.self),
            y: try list.decode(Double.self),
            width: try list.decode(Double.self),
            height: try list.decode(Double.self)
        )
        guard list.isAtEnd else {
            throw DecodingError.dataCorruptedError(
                in: list,
                debugDescription: "A box is four numbers, [x, y, width, height]."
            )
        }
    }

    /// Writes `[x, y, width, height]`.
    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(x)
        try list.encode(y)
        try list.encode(width)
        try list.encode(height)
    }
}
