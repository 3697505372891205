import Geometry

/// Turns an uploaded image into a tile pack: every Deep Zoom tile, as JPEG, in one zip.
///
/// The zip's entries are stored, not deflated, so that a tile is a range of the file; anyone can unpack it
/// into an ordinary Deep Zoom folder. Tiles carry no metadata.
public enum TilePackBuilder {
    /// The side of a tile, in pixels.
    public static let tileSize = 512

    /// The JPEG quality of a tile, of 100.
    public static let quality = 85

    /// Decodes an image and writes its tile pack.
    ///
    /// The picture is turned upright, brought to sRGB at 8 bits, laid on white and freed of metadata. The largest
    /// level of an upright sRGB JPEG is cut from the file without encoding it again (``ExactTiles``). The
    /// destination appears whole or not at all. Blocks: about one second for 100 megapixels; run it in
    /// ``IngestWorker`` for files from strangers.
    ///
    /// - Parameters:
    ///   - source: path of the upload; only read.
    ///   - destination: path of the tile pack; an older one is replaced.
    ///   - limits: what the upload may be.
    ///   - durably: wait until the disk has the pack.
    ///   - progress: called now and then.
    /// - Throws: ``ImagingError``: what ``ImageProbe`` throws, `truncated` for damage inside, and `io`.
    public static func build(
        source: String, destination: String, limits: ImageLimits = ImageLimits(), durably: Bool = true,
        progress: (IngestStage) -> Void = { _ in }
    ) throws(ImagingError) -> IngestedImage {
        let probed = try ImageProbe.probe(path: source, limits: limits)
        return try build(
            probed, source: source, destination: destination, durably: durably, progress: progress)
    }

    /// The same for an image whose header was looked at.
    static func build(
        _ probed: ProbedImage, source: String, destination: String, durably: Bool,
        progress: (IngestStage) -> Void
    ) throws(ImagingError) -> IngestedImage {
        progress(.reading)
        let stored = try VipsHandle.open(source, probed.format, sequential: probed.orientation == .upright)
        let upright = try stored.normalized()
        let grid = TileGrid(
            size: PixelSize(width: upright.width, height: upright.height), tileSize: tileSize)
        let writer = try PackWriter(destination: destination, grid: grid)
        let isExact = try cutExactly(probed, stored, source, grid, writer)
        if !isExact {
            try cut(upright, grid, from: grid.maxLevel, writer) { progress(.cutting($0)) }
        } else if grid.maxLevel > 0 {
            let half = try half(source, grid)
            try cut(half, grid, from: grid.maxLevel - 1, writer) { progress(.cutting((1 + $0) / 2)) }
        }
        return IngestedImage(
            format: probed.format,
            width: grid.size.width,
            height: grid.size.height,
            byteCount: try writer.finish(durably: durably),
            frames: probed.frames,
            isExact: isExact
        )
    }

    private static func cut(
        _ image: VipsHandle, _ grid: TileGrid, from level: Int, _ writer: PackWriter,
        progress: (Double) -> Void
    ) throws(ImagingError) {
        let cutter = try PyramidCutter(grid: grid, top: level, quality: quality, writer: writer)
        try cutter.cut(image, progress: progress)
    }

    /// Cuts the largest level out of the file itself, where the file allows it.
    private static func cutExactly(
        _ probed: ProbedImage, _ stored: VipsHandle, _ source: String, _ grid: TileGrid, _ writer: PackWriter
    ) throws(ImagingError) -> Bool {
        guard probed.format == .jpeg, grid.size.pixelCount <= ExactTiles.maximumPixels, stored.isShownAsStored
        else { return false }
        let file = try ReadOnlyFile(path: source)
        return try ExactTiles.cut(try file.bytes(at: 0, upTo: file.size), grid: grid) {
            column, row, bytes throws(ImagingError) in
            try writer.addTile(level: grid.maxLevel, column: column, row: row, bytes)
        }
    }

    /// The JPEG at half its size, both ways: its decoder computes a quarter of the pixels.
    private static func half(_ source: String, _ grid: TileGrid) throws(ImagingError) -> VipsHandle {
        let image = try VipsHandle.open(source, .jpeg, sequential: true, shrink: 2).normalized()
        let size = grid.size(level: grid.maxLevel - 1)
        guard image.width == size.width, image.height == size.height else {
            throw ImagingError(
                .renderFailed, "The image could not be processed.",
                detail: "half of \(grid.size) is \(image.width) × \(image.height)")
        }
        return image
    }
}
