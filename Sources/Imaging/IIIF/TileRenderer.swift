import CVips
import Geometry

/// Answers image requests from a tile pack.
///
/// A request that is exactly a tile costs one read. Any other is put together from the tiles of the cheapest
/// level that is fine enough: each is decoded, shrunk by the little that is left, and the result encoded.
/// Blocks and, in the second case, computes for milliseconds up to a second: not for the cooperative pool.
/// Safe to use from many threads.
public struct TileRenderer: Sendable {
    /// The tiles.
    public let pack: TilePack

    /// The largest answers.
    public let limits: IIIFLimits

    /// Makes a renderer over an open pack.
    public init(pack: TilePack, limits: IIIFLimits = IIIFLimits()) {
        self.pack = pack
        self.limits = limits
    }

    /// The information document of the picture.
    ///
    /// - Parameters:
    ///   - id: the base URI, as the client used it.
    ///   - profile: what the routes fulfil; see ``ImageInformation``.
    public func information(id: String, profile: ImageInformation.Profile) -> ImageInformation {
        ImageInformation(id: id, grid: pack.grid, limits: limits, profile: profile)
    }

    /// The tile that is exactly the answer to a request, if one is: then its bytes can be sent as they are.
    ///
    /// - Throws: what ``IIIFRequest/resolved(for:limits:)`` throws.
    public func tile(for request: IIIFRequest) throws(IIIFError) -> (level: Int, column: Int, row: Int)? {
        try request.resolved(for: pack.size, limits: limits).tile(in: pack.grid)
    }

    /// The JPEG file that answers a request.
    ///
    /// - Throws: ``IIIFError``: what ``IIIFRequest/resolved(for:limits:)`` throws, and 500 when the pack
    ///   cannot be read.
    public func jpeg(_ request: IIIFRequest) throws(IIIFError) -> [UInt8] {
        let resolved = try request.resolved(for: pack.size, limits: limits)
        do {
            return try jpeg(resolved)
        } catch {
            throw IIIFError(status: 500, error.message, detail: error.description)
        }
    }

    /// The JPEG file of a request that was resolved for this pack's picture.
    ///
    /// - Throws: ``ImagingError`` with reason `outOfRange` for a request resolved for a picture of other
    ///   sides, `corruptPack` or `io`.
    public func jpeg(_ request: ResolvedRequest) throws(ImagingError) -> [UInt8] {
        guard request.picture == pack.size else {
            throw ImagingError(.outOfRange, "The request was made for another picture.")
        }
        if let tile = request.tile(in: pack.grid),
            let bytes = try pack.tile(level: tile.level, column: tile.column, row: tile.row)
        {
            return bytes
        }
        try ImagingSystem.start()
        return try VipsHandle.encode(
            try shrunk(request),
            width: request.output.width, height: request.output.height, bands: 3,
            ".jpg[Q=\(TilePackBuilder.quality),strip]"
        )
    }

    /// The pixels of the answer: three samples each, rows from the top.
    private func shrunk(_ request: ResolvedRequest) throws(ImagingError) -> [UInt8] {
        let (grid, region, output) = (pack.grid, request.region, request.output)
        let level = cheapestLevel(request)
        let scale = Double(grid.scale(level: level))
        let size = grid.size(level: level)
        let x = Double(region.x) / scale..<min(Double(size.width), Double(region.x + region.width) / scale)
        let y = Double(region.y) / scale..<min(Double(size.height), Double(region.y + region.height) / scale)
        var resampler = AreaResampler(
            x: x, y: y, width: output.width, height: output.height,
            columnLimit: size.width, rowLimit: size.height
        )
        let columns = tiles(x, of: grid.columns(level: level))
        for row in tiles(y, of: grid.rows(level: level)) {
            let top = row * grid.tileSize
            let width =
                min(size.width, columns.upperBound * grid.tileSize) - columns.lowerBound * grid.tileSize
            let height = min(size.height - top, grid.tileSize)
            let strip = try strip(level: level, row: row, columns: columns, width: width, height: height)
            strip.withUnsafeBufferPointer { samples in
                for line in 0..<height {
                    let pixels = UnsafeBufferPointer(
                        rebasing: samples[line * width * 3..<(line + 1) * width * 3])
                    resampler.push(pixels, y: top + line, offset: columns.lowerBound * grid.tileSize)
                }
            }
        }
        return resampler.pixels
    }

    /// The smallest level that still has at least as many pixels as the answer, both ways.
    private func cheapestLevel(_ request: ResolvedRequest) -> Int {
        let shrink = min(
            request.region.width / request.output.width, request.region.height / request.output.height
        )
        var level = pack.grid.maxLevel
        while level > 0, pack.grid.scale(level: level) * 2 <= shrink { level -= 1 }
        return level
    }

    private func tiles(_ range: Range<Double>, of count: Int) -> Range<Int> {
        let side = Double(pack.grid.tileSize)
        let first = min(count - 1, Int((range.lowerBound / side).rounded(.down)))
        return first..<max(first + 1, min(count, Int((range.upperBound / side).rounded(.up))))
    }

    /// One row of tiles side by side.
    private func strip(
        level: Int, row: Int, columns: Range<Int>, width: Int, height: Int
    ) throws(ImagingError) -> [UInt8] {
        var strip = [UInt8](repeating: 0, count: width * height * 3)
        for column in columns {
            guard let bytes = try pack.tile(level: level, column: column, row: row),
                let size = pack.grid.outputSize(level: level, column: column, row: row)
            else { throw ImagingError(.outOfRange, "There is no such tile.") }
            let tile = try TileRenderer.decoded(bytes, size)
            let left = (column - columns.lowerBound) * pack.grid.tileSize * 3
            for line in 0..<height {
                let target = line * width * 3 + left
                let source = line * size.width * 3
                strip.replaceSubrange(
                    target..<target + size.width * 3, with: tile[source..<source + size.width * 3]
                )
            }
        }
        return strip
    }

    private static func decoded(_ bytes: [UInt8], _ size: PixelSize) throws(ImagingError) -> [UInt8] {
        let pixels: Result<[UInt8], ImagingError> = bytes.withUnsafeBytes { buffer in
            Result { () throws(ImagingError) in
                let image = try VipsHandle(
                    "jpegload_buffer",
                    boxwood_vips_jpegload_buffer(buffer.baseAddress, buffer.count),
                    reason: .corruptPack
                )
                let space = Int32(VIPS_INTERPRETATION_sRGB.rawValue)
                return try VipsHandle("colourspace", boxwood_vips_colourspace(image.image, space)).pixels()
            }
        }
        let decoded = try pixels.get()
        guard decoded.count == size.pixelCount * 3 else {
            throw .corruptPack("a tile does not have \(size.width) × \(size.height) pixels")
        }
        return decoded
    }
}
