import CVips
import Geometry

/// As many rows of one level of a pyramid as a row of its tiles has: 8-bit sRGB, three samples a pixel.
///
/// Rows are as long as the level, and one pixel longer where that is odd, so that halving finds pairs.
final class PyramidStrip {
    /// The level's number.
    let level: Int
    /// The sides of the level, in pixels.
    let size: PixelSize
    /// Bytes from one row to the next.
    let pitch: Int
    /// The samples.
    let pixels: UnsafeMutablePointer<UInt8>
    /// How many rows are there.
    private(set) var filled = 0
    /// Rows of the level that went before.
    private(set) var top = 0

    private let tileSize: Int
    private let columns: Int
    /// The strip, and its upper and lower halves, as libvips sees them.
    private let whole: VipsPlane
    private let halves: [VipsPlane]

    /// An empty strip at the top of a level.
    init(level: Int, grid: TileGrid) throws(ImagingError) {
        self.level = level
        size = grid.size(level: level)
        tileSize = grid.tileSize
        columns = size.width + size.width % 2
        pitch = columns * 3
        pixels = .allocate(capacity: pitch * tileSize)
        let half = tileSize / 2
        whole = try VipsPlane(pixels, width: columns, height: tileSize)
        halves = [
            try VipsPlane(pixels, width: columns, height: half),
            try VipsPlane(pixels + half * pitch, width: columns, height: half),
        ]
    }

    deinit { pixels.deallocate() }

    /// Rows that still fit, or are still to come.
    var missing: Int { min(tileSize, size.height - top) - filled }

    /// Whether the whole level went by.
    var isDone: Bool { top == size.height }

    /// Reads the next rows of the level from a picture; computes them.
    func read(_ count: Int, from reader: VipsReader) throws(ImagingError) {
        try reader.read(row: top + filled, count: count, into: whole, at: filled)
        filled += count
    }

    /// Halves this strip, both ways, into the next free rows of the strip of the level above.
    ///
    /// Each sample is the rounded mean of four; at an odd edge the last row or column stands for its neighbour.
    func halve(into smaller: PyramidStrip) throws(ImagingError) {
        if columns > size.width {
            for row in 0..<filled {
                let last = pixels + row * pitch + (size.width - 1) * 3
                (last + 3).update(from: last, count: 3)
            }
        }
        if filled % 2 == 1 {
            (pixels + filled * pitch).update(from: pixels + (filled - 1) * pitch, count: pitch)
        }
        let rows = (filled + 1) / 2
        let half = smaller.filled == 0 ? smaller.halves[0] : smaller.halves[1]
        try whole.halve(into: half, width: smaller.size.width, height: rows)
        smaller.filled += rows
    }

    /// Goes on below.
    func advance() {
        top += filled
        filled = 0
    }
}
