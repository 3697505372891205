import Geometry

/// Reads the header of an uploaded file and refuses what the limits refuse, before any pixel is decoded.
public enum ImageProbe {
    /// Looks at a file.
    ///
    /// The name of the file plays no part: the format is the one its bytes announce. Blocks; takes
    /// milliseconds whatever the size of the picture.
    ///
    /// - Throws: ``ImagingError`` with a message for each way a file can be unfit. A file that is cut off
    ///   after a sound header passes here and fails in ``TilePackBuilder``.
    public static func probe(path: String, limits: ImageLimits = ImageLimits()) throws(ImagingError)
        -> ProbedImage
    {
        try ImagingSystem.start(allowTIFF: limits.allowTIFF)
        let file = try ReadOnlyFile(path: path)
        let format = try format(of: file, limits)
        if format == .png { try checkPNG(file, limits) }
        let image = try VipsHandle.open(path, format, sequential: true)
        let size = PixelSize(width: image.width, height: image.height)
        try check(size, limits)
        let probed = ProbedImage(
            format: format,
            storedSize: size,
            orientation: Orientation(rawValue: image.field("orientation", or: 1)) ?? .upright,
            frames: image.field("n-pages", or: 1),
            isInterlaced: image.field("interlaced", or: 0) != 0,
            bands: image.bands,
            byteCount: file.size
        )
        try checkFrames(probed.frames, format, limits)
        try checkMemory(probed, bytesPerSample: image.bytesPerSample, limits)
        return probed
    }

    private static func format(
        of file: borrowing ReadOnlyFile, _ limits: ImageLimits
    ) throws(ImagingError) -> ImageFormat {
        guard file.size > 0 else { throw ImagingError(.empty, "The file is empty.") }
        guard file.size <= limits.maximumBytes else {
            let most = limits.maximumBytes / (1024 * 1024)
            throw ImagingError(.tooLarge("bytes"), "The file is larger than the \(most) MiB allowed.")
        }
        let head = try file.bytes(at: 0, upTo: 4096)
        let wanted = limits.allowTIFF ? "JPEG, PNG, WebP or TIFF" : "JPEG, PNG or WebP"
        guard let format = ImageFormat.sniff(head) else {
            if let name = ForeignFormat.name(of: head) {
                throw ImagingError(
                    .unsupportedFormat(name),
                    "The file's content is \(name), which is not accepted. Please send \(wanted)."
                )
            }
            throw ImagingError(.notAnImage, "The file is not a picture. Please send \(wanted).")
        }
        if format == .tiff && !limits.allowTIFF {
            throw ImagingError(
                .unsupportedFormat("TIFF"), "TIFF is not accepted in this project. Please send \(wanted)."
            )
        }
        return format
    }

    /// libpng reads on to the first pixels and knows nothing of animation, so the header is read here.
    private static func checkPNG(_ file: borrowing ReadOnlyFile, _ limits: ImageLimits) throws(ImagingError) {
        guard let header = PNGHeader(try file.bytes(at: 0, upTo: 24)) else { throw .damaged("no IHDR") }
        try check(PixelSize(width: header.width, height: header.height), limits)
        guard let frames = try PNGHeader.frames(in: file) else { throw .damaged("no IDAT") }
        try checkFrames(frames, .png, limits)
    }

    private static func check(_ size: PixelSize, _ limits: ImageLimits) throws(ImagingError) {
        let dimensions = "\(size.width) × \(size.height)"
        guard size.longestSide <= limits.maximumSide else {
            throw ImagingError(
                .tooLarge("side"),
                "The image claims \(dimensions) pixels; a side may have at most \(limits.maximumSide)."
            )
        }
        guard size.pixelCount <= limits.maximumPixels else {
            let most = limits.maximumPixels / 1_000_000
            throw ImagingError(
                .tooLarge("pixels"),
                "The image claims \(dimensions) pixels; at most \(most) megapixels are accepted."
            )
        }
        guard size.pixelCount > 0 else { throw .damaged("no pixels: \(dimensions)") }
    }

    private static func checkFrames(
        _ frames: Int, _ format: ImageFormat, _ limits: ImageLimits
    ) throws(ImagingError) {
        guard frames > limits.maximumFrames else { return }
        let kind = format == .tiff ? "has \(frames) pages" : "is an animation of \(frames) frames"
        throw ImagingError(.multipleFrames, "The \(format.displayName) \(kind). Please send single pictures.")
    }

    private static func checkMemory(
        _ image: ProbedImage, bytesPerSample: Int, _ limits: ImageLimits
    ) throws(ImagingError) {
        let samples = image.storedSize.pixelCount * image.bands
        var needed = 0
        if image.isInterlaced { needed += samples * (image.format == .jpeg ? 2 : bytesPerSample) }
        if image.format == .webp { needed += samples }
        if image.orientation != .upright { needed += samples * bytesPerSample }
        guard needed > limits.maximumWorkingBytes else { return }
        throw ImagingError(
            .tooLarge("memory"),
            "The image is too large to be decoded in its present form. "
                + "Please save it upright and without the progressive or interlaced option."
        )
    }
}

extension ImagingError {
    /// The error for a file that ends too early or is damaged inside.
    static func damaged(_ detail: String) -> ImagingError {
        ImagingError(.truncated, "The image is damaged or incomplete.", detail: detail)
    }
}
