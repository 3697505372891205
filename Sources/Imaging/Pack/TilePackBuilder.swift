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
        let job = Job(probed: probed, source: source, destination: destination, durably: durably)
        do throws(ImagingError) {
            return try job.run(strict: true, progress: progress)
        } catch {
            guard isHarmless(error) else { throw error }
            return try job.run(strict: false, progress: progress)
        }
    }

    /// What libjpeg warns of in the files of some cameras and programs although every pixel is there.
    private static func isHarmless(_ error: ImagingError) -> Bool {
        let warnings = [
            "extraneous bytes before marker", "Invalid SOS parameters", "Unknown Adobe color transform",
        ]
        let damage = ["premature end", "bad Huffman code", "Inconsistent progression"]
        return error.reason == .truncated && warnings.contains { error.detail.contains($0) }
            && !damage.contains { error.detail.contains($0) }
    }
}

/// Making one tile pack.
private struct Job {
    let probed: ProbedImage
    let source: String
    let destination: String
    let durably: Bool

    func run(strict: Bool, progress: (IngestStage) -> Void) throws(ImagingError) -> IngestedImage {
        progress(.reading)
        let stored = try VipsHandle.open(
            source, probed.format, sequential: probed.orientation == .upright, strict: strict)
        let upright = try stored.normalized()
        let grid = TileGrid(
            size: PixelSize(width: upright.width, height: upright.height),
            tileSize: TilePackBuilder.tileSize)
        let writer = try PackWriter(destination: destination, grid: grid)
        let isExact = try cutExactly(stored, grid, writer, progress: progress)
        if !isExact {
            try cut(upright, grid, from: grid.maxLevel, writer) { progress(.cutting($0)) }
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

    private func cut(
        _ image: VipsHandle, _ grid: TileGrid, from level: Int, _ writer: PackWriter,
        progress: (Double) -> Void
    ) throws(ImagingError) {
        let cutter = try PyramidCutter(
            grid: grid, top: level, quality: TilePackBuilder.quality, writer: writer)
        try cutter.cut(image, progress: progress)
    }

    /// Cuts the largest level out of the file itself, where the file allows it, and the others from its half.
    ///
    /// - Returns: false, with nothing written, where the file does not allow it.
    private func cutExactly(
        _ stored: VipsHandle, _ grid: TileGrid, _ writer: PackWriter, progress: (IngestStage) -> Void
    ) throws(ImagingError) -> Bool {
        guard probed.format == .jpeg, grid.size.pixelCount <= ExactTiles.maximumPixels, stored.isShownAsStored
        else { return false }
        let opened = try ReadOnlyFile(path: source)
        let file = try opened.bytes(at: 0, upTo: opened.size)
        let isCut = try ExactTiles.cut(file, grid: grid) { column, row, bytes throws(ImagingError) in
            try writer.addTile(level: grid.maxLevel, column: column, row: row, bytes)
        }
        guard isCut, grid.maxLevel > 0 else { return isCut }
        let size = grid.size(level: grid.maxLevel - 1)
        let half = try VipsHandle.sRGB(try ExactTiles.half(file, size: size), size)
        try cut(half, grid, from: grid.maxLevel - 1, writer) { progress(.cutting((1 + $0) / 2)) }
        return true
    }
}
