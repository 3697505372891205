import Geometry

/// Cuts a picture into the tiles of its pyramid, in one pass from the top.
///
/// One ``PyramidStrip`` is held for each level: rows are read into that of the largest level; a full strip is cut
/// into tiles, halved into the strip of the next smaller level, and used again. So memory grows with the
/// picture's width, not with its height.
final class PyramidCutter {
    /// Rows computed at a time: few enough that what lies between two operations stays in the processor's cache.
    private static let rowsAtOnce = 32

    private let writer: PackWriter
    private let encoder: TileEncoder
    private let tileSize: Int
    /// By level.
    private let strips: [PyramidStrip]

    /// A cutter of the levels from `top` down to 0.
    init(grid: TileGrid, top: Int, quality: Int, writer: PackWriter) throws(ImagingError) {
        self.writer = writer
        tileSize = grid.tileSize
        encoder = try TileEncoder(tileSize: grid.tileSize, quality: quality)
        var strips: [PyramidStrip] = []
        for level in 0...top { strips.append(try PyramidStrip(level: level, grid: grid)) }
        self.strips = strips
    }

    /// Cuts a picture that has the size of the largest level.
    ///
    /// - Parameter progress: called with the share that is done, 0…1, after each strip of tiles.
    func cut(_ image: VipsHandle, progress: (Double) -> Void) throws(ImagingError) {
        guard let largest = strips.last else { return }
        precondition(image.width == largest.size.width && image.height == largest.size.height)
        let reader = try VipsReader(image)
        while !largest.isDone {
            while largest.missing > 0 {
                try largest.read(min(PyramidCutter.rowsAtOnce, largest.missing), from: reader)
            }
            try release(largest)
            progress(Double(largest.top) / Double(largest.size.height))
        }
    }

    /// Cuts a full strip, passes it on to the next smaller level, and makes room in it.
    private func release(_ strip: PyramidStrip) throws(ImagingError) {
        try cutTiles(of: strip)
        if strip.level > 0 {
            let smaller = strips[strip.level - 1]
            try strip.halve(into: smaller)
            if smaller.missing == 0 { try release(smaller) }
        }
        strip.advance()
    }

    private func cutTiles(of strip: PyramidStrip) throws(ImagingError) {
        let row = strip.top / tileSize
        for left in stride(from: 0, to: strip.size.width, by: tileSize) {
            let tile = try encoder.encode(
                strip.pixels + left * 3, width: min(tileSize, strip.size.width - left), height: strip.filled,
                pitch: strip.pitch)
            try writer.addTile(level: strip.level, column: left / tileSize, row: row, tile)
        }
    }
}
