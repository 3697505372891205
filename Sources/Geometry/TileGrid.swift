/// Which tile covers which pixels of an image at which level of its Deep Zoom pyramid.
///
/// Level 0 is 1 × 1 pixel, each further level doubles the sides, and ``maxLevel`` is the image itself:
/// a level's side is the image's side divided by a power of two, rounded up. Tiles do not overlap; those at
/// the right and bottom edge are smaller. A tile is also the IIIF region `(column, row) · tileSize · scale`.
///
/// Source: Deep Zoom Image format; IIIF Image API 3.0, implementation notes on tiles.
public struct TileGrid: Hashable, Sendable {
    /// A rectangle of whole pixels of the full image.
    public struct Region: Hashable, Sendable {
        /// Pixels from the left edge.
        public let x: Int

        /// Pixels from the top edge.
        public let y: Int

        /// Pixels from left to right.
        public let width: Int

        /// Pixels from top to bottom.
        public let height: Int

        /// Makes a region from its corner and its sides, in pixels.
        public init(x: Int, y: Int, width: Int, height: Int) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// Which tile of the pyramid.
    public struct Place: Hashable, Sendable {
        /// 0 is the single pixel.
        public let level: Int

        /// From the left.
        public let column: Int

        /// From the top.
        public let row: Int

        /// Names a tile, which need not exist.
        public init(level: Int, column: Int, row: Int) {
            self.level = level
            self.column = column
            self.row = row
        }
    }

    /// The image in full, upright pixels.
    public let size: PixelSize

    /// The side of a tile in pixels.
    public let tileSize: Int

    /// The level that shows the image in full: ⌈log₂(longest side)⌉.
    public let maxLevel: Int

    /// Makes the grid of an image.
    ///
    /// - Precondition: both sides and the tile size are at least 1, and no side exceeds 2³⁰.
    public init(size: PixelSize, tileSize: Int = 512) {
        precondition(size.width >= 1 && size.height >= 1, "an image has at least one pixel")
        precondition(size.longestSide <= 1 << 30, "an image side is at most 2^30 pixels")
        precondition(tileSize >= 1 && tileSize <= 1 << 30, "a tile has at least one pixel")
        self.size = size
        self.tileSize = tileSize
        var level = 0
        while 1 << level < size.longestSide { level += 1 }
        self.maxLevel = level
    }

    /// How many levels there are, the single-pixel one included.
    public var levels: Int { maxLevel + 1 }

    /// Powers of two from 1 to the first at which the image fits in one tile, as `info.json` lists them.
    public var scaleFactors: [Int] {
        var factors = [1]
        var scale = 1
        while ceilDivide(size.longestSide, scale) > tileSize {
            scale *= 2
            factors.append(scale)
        }
        return factors
    }

    /// How many tiles all levels have together.
    public var tileCount: Int {
        (0...maxLevel).reduce(0) { $0 + columns(level: $1) * rows(level: $1) }
    }

    /// How many pixels of the full image one pixel of the level spans on a side: a power of two.
    public func scale(level: Int) -> Int {
        precondition((0...maxLevel).contains(level), "level out of range")
        return 1 << (maxLevel - level)
    }

    /// The sides of the whole level in its own pixels.
    public func size(level: Int) -> PixelSize {
        let scale = scale(level: level)
        return PixelSize(width: ceilDivide(size.width, scale), height: ceilDivide(size.height, scale))
    }

    /// How many tiles the level has from left to right.
    public func columns(level: Int) -> Int { ceilDivide(size(level: level).width, tileSize) }

    /// How many tiles the level has from top to bottom.
    public func rows(level: Int) -> Int { ceilDivide(size(level: level).height, tileSize) }

    /// The pixels of the full image a tile shows, or nil if there is no such tile.
    public func region(level: Int, column: Int, row: Int) -> Region? {
        guard has(level: level, column: column, row: row) else { return nil }
        let step = tileSize * scale(level: level)
        return Region(
            x: column * step,
            y: row * step,
            width: min(step, size.width - column * step),
            height: min(step, size.height - row * step)
        )
    }

    /// The sides of a tile in its own pixels, or nil if there is no such tile.
    public func outputSize(level: Int, column: Int, row: Int) -> PixelSize? {
        guard let region = region(level: level, column: column, row: row) else { return nil }
        let scale = scale(level: level)
        return PixelSize(width: ceilDivide(region.width, scale), height: ceilDivide(region.height, scale))
    }

    /// The tile that is exactly the requested region at the requested size, or nil if none is.
    ///
    /// At the right and bottom edge the region may be given clipped to the image or as a whole tile.
    /// Takes any integers, however large; O(levels), no allocation.
    ///
    /// - Parameter outputHeight: nil to go by the width alone.
    public func tile(
        x: Int,
        y: Int,
        width: Int,
        height: Int,
        outputWidth: Int,
        outputHeight: Int?
    ) -> Place? {
        guard x >= 0, y >= 0, x < size.width, y < size.height, width > 0, height > 0 else { return nil }
        for level in stride(from: maxLevel, through: 0, by: -1) {
            let scale = 1 << (maxLevel - level)
            let step = tileSize * scale
            guard x % step == 0, y % step == 0 else { continue }
            let clippedWidth = min(step, size.width - x)
            let clippedHeight = min(step, size.height - y)
            if width == clippedWidth || width == step,
                height == clippedHeight || height == step,
                outputWidth == ceilDivide(clippedWidth, scale),
                outputHeight == nil || outputHeight == ceilDivide(clippedHeight, scale)
            {
                return Place(level: level, column: x / step, row: y / step)
            }
        }
        return nil
    }

    /// The tile's number among all tiles, level after level and row after row, or nil if there is no such tile.
    public func index(of place: Place) -> Int? {
        guard has(level: place.level, column: place.column, row: place.row) else { return nil }
        var before = 0
        for level in 0..<place.level { before += columns(level: level) * rows(level: level) }
        return before + place.row * columns(level: place.level) + place.column
    }

    private func has(level: Int, column: Int, row: Int) -> Bool {
        (0...maxLevel).contains(level)
            && (0..<columns(level: level)).contains(column)
            && (0..<rows(level: level)).contains(row)
    }

    private func ceilDivide(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
}
