import CTurboJPEG
import Geometry

/// Tiles of a JPEG file that hold the file's own coefficients: cut out without decoding and encoding again.
///
/// At 100 % such tiles show the file's own pixels. Where colour is subsampled, decoders smooth it across
/// blocks, and at a tile's border they have nothing to smooth with: there samples differ, the more the sharper the
/// edge between two colours is.
enum ExactTiles {
    /// Larger pictures are encoded anew: all coefficients are in memory at once.
    static let maximumPixels = 50_000_000

    /// Bytes of memory that cutting takes at most, beside the file and its tiles: the coefficients, twice.
    static func workingBytes(pixels: Int, bands: Int) -> Int { pixels * bands * 4 }

    /// Cuts a file into the tiles of its full size.
    ///
    /// - Parameter body: called with each tile, row by row.
    /// - Returns: false, without a call, when the file is no such JPEG or is damaged: then it must be decoded.
    static func cut(
        _ file: [UInt8], grid: TileGrid,
        _ body: (_ column: Int, _ row: Int, UnsafeBufferPointer<UInt8>) throws(ImagingError) -> Void
    ) throws(ImagingError) -> Bool {
        guard let handle = tjInitTransform() else { return false }
        defer { tjDestroy(handle) }
        guard isFit(file, grid, handle) else { return false }
        var crops = crops(of: grid)
        var tiles = [UnsafeMutablePointer<UInt8>?](repeating: nil, count: crops.count)
        var sizes = [UInt](repeating: 0, count: crops.count)
        defer { for tile in tiles { tjFree(tile) } }
        let result = tjTransform(
            handle, file, UInt(file.count), Int32(crops.count), &tiles, &sizes, &crops,
            TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS)
        guard result == 0 else { return false }
        let columns = grid.columns(level: grid.maxLevel)
        for (index, tile) in tiles.enumerated() {
            let bytes = UnsafeBufferPointer(start: UnsafePointer(tile), count: Int(sizes[index]))
            try body(index % columns, index / columns, bytes)
        }
        return true
    }

    /// The picture at half its size, both ways, rounded up: its decoder computes a quarter of the pixels.
    ///
    /// - Returns: 8-bit sRGB samples, three a pixel, rows from the top.
    static func half(_ file: [UInt8], size: PixelSize) throws(ImagingError) -> [UInt8] {
        guard let handle = tjInitDecompress() else {
            throw ImagingError(.renderFailed, "The image could not be processed.", detail: "tjInitDecompress")
        }
        defer { tjDestroy(handle) }
        var pixels = [UInt8](repeating: 255, count: size.pixelCount * 3)
        let result = tjDecompress2(
            handle, file, UInt(file.count), &pixels, Int32(size.width), Int32(size.width * 3),
            Int32(size.height), Int32(TJPF_RGB.rawValue), TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING)
        guard result == 0 else { throw .damaged(String(cString: tjGetErrorStr2(handle))) }
        return pixels
    }

    /// Whether the file is as large as the grid, and its samples are luminance with or without two of colour.
    private static func isFit(_ file: [UInt8], _ grid: TileGrid, _ handle: tjhandle) -> Bool {
        var (width, height, subsampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard
            tjDecompressHeader3(handle, file, UInt(file.count), &width, &height, &subsampling, &space) == 0,
            width == grid.size.width, height == grid.size.height, subsampling >= 0
        else { return false }
        return space == TJCS_YCbCr.rawValue || space == TJCS_GRAY.rawValue
    }

    /// Every side of a tile but the last is a multiple of any block of samples (8, 16 or 32 pixels).
    private static func crops(of grid: TileGrid) -> [tjtransform] {
        let level = grid.maxLevel
        return (0..<grid.rows(level: level)).flatMap { row in
            (0..<grid.columns(level: level)).compactMap { column in
                guard let region = grid.region(level: level, column: column, row: row) else { return nil }
                var crop = tjtransform()
                crop.r = tjregion(
                    x: Int32(region.x), y: Int32(region.y), w: Int32(region.width), h: Int32(region.height))
                crop.op = Int32(TJXOP_NONE.rawValue)
                crop.options = TJXOPT_CROP | TJXOPT_COPYNONE
                return crop
            }
        }
    }
}
