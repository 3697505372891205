import CVips
import Geometry

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes the pictures that no stored tile answers, from the tiles of the cheapest level that is fine enough.
///
/// Of that level only the tiles that are touched are read, and of those only the part that is needed is decoded. Blocks
/// and computes, from two milliseconds up to seconds: not for the cooperative pool. Safe to use from many threads.
///
/// Order of operations: region, size, mirroring, rotation, quality, format (IIIF Image API 3.0 §4).
public struct DerivativeRenderer: Sendable {
    /// Changes whenever the same request would be answered with other bytes than before.
    public static let revision = 1

    /// The tiles.
    public let pack: TilePack

    /// Makes a renderer over an open pack.
    public init(pack: TilePack) {
        self.pack = pack
    }

    /// The file that answers a request.
    ///
    /// - Throws: ``ImagingError``: `outOfRange` for a request that was resolved for a picture of other sides,
    ///   `corruptPack`, `io`, `renderFailed`, or `cancelled`.
    public func file(
        _ request: ResolvedRequest, cancellation: RenderCancellation = RenderCancellation()
    ) throws(ImagingError) -> [UInt8] {
        guard request.picture == pack.size else {
            throw ImagingError(.outOfRange, "The request was made for another picture.")
        }
        let pixels = try pixels(request, cancellation)
        if request.isUnprocessed { return try DerivativeRenderer.jpeg(pixels, request.output) }
        return try DerivativeRenderer.finished(pixels, request, cancellation)
    }

    /// The pixels of the answer before it is turned: three samples each, rows from the top.
    private func pixels(
        _ request: ResolvedRequest, _ cancellation: RenderCancellation
    ) throws(ImagingError) -> [UInt8] {
        let (grid, region, output) = (pack.grid, request.region, request.output)
        let level = cheapestLevel(request)
        let scale = Double(grid.scale(level: level))
        let size = grid.size(level: level)
        func axis(_ start: Int, _ length: Int, _ count: Int, _ limit: Int) -> ResamplingAxis {
            let end = min(Double(limit), Double(start + length) / scale)
            return ResamplingAxis(Double(start) / scale..<end, count: count, limit: limit)
        }
        let columns = axis(region.x, region.width, output.width, size.width)
        let rows = axis(region.y, region.height, output.height, size.height)
        let window = LevelWindow(pack: pack, level: level, columns: columns.needed, rows: rows.needed)
        var resampler = Resampler(columns: columns, rows: rows)
        try window.forEachRow(cancellation) { row, y in resampler.push(row, y: y) }
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

    private static func jpeg(_ pixels: [UInt8], _ size: PixelSize) throws(ImagingError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        let result = pixels.withUnsafeBufferPointer {
            boxwood_jpeg_encode(
                $0.baseAddress, Int32(size.width), Int32(size.height), Int32(TilePackBuilder.quality), &bytes,
                &count)
        }
        defer { free(bytes) }
        guard result == Int32(boxwood_jpeg_done.rawValue), let bytes else {
            throw ImagingError(.renderFailed, "The image could not be encoded.", detail: "jpeg")
        }
        return [UInt8](UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    private static func finished(
        _ pixels: [UInt8], _ request: ResolvedRequest, _ cancellation: RenderCancellation
    ) throws(ImagingError) -> [UInt8] {
        try ImagingSystem.start()
        let size = request.output
        let result: Result<[UInt8], ImagingError> = pixels.withUnsafeBytes { samples in
            Result { () throws(ImagingError) in
                let image = try VipsHandle.borrowing(
                    samples, width: size.width, height: size.height, bands: 3
                )
                .turned(request.rotation, transparentCorners: request.format.hasTransparency)
                .inQuality(request.quality)
                return try cancellation.watching(image) { image throws(ImagingError) in
                    try image.encoded(suffix(request.format))
                }
            }
        }
        return try result.get()
    }

    private static func suffix(_ format: IIIFFormat) -> String {
        switch format {
        case .jpg: ".jpg[Q=\(TilePackBuilder.quality),strip]"
        case .png: ".png[compression=4,strip]"
        case .webp: ".webp[Q=\(TilePackBuilder.quality),effort=1,strip]"
        case .tif: ".tif[compression=lzw,predictor=horizontal,strip]"
        case .gif: ".gif[effort=1,strip]"
        }
    }
}
