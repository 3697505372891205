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
        let animation = format == .png ? try checkPNG(file, limits) : 1
        let image = try VipsHandle.open(path, format, sequential: true)
        let size = PixelSize(width: image.width, height: image.height)
        try check(size, limits)
        let probed = ProbedImage(
            format: format,
            storedSize: size,
            orientation: Orientation(rawValue: image.field("orientation", or: 1)) ?? .upright,
            frames: max(animation, image.field("n-pages", or: 1)),
            isInterlaced: image.field("interlaced", or: 0) != 0,
            bands: image.bands,
            bytesPerSample: image.bytesPerSample,
            byteCount: file.size
        )
        try checkFrames(probed.frames, format, limits)
        try checkMemory(probed, limits)
        return probed
    }

    private static func format(
        of file: borrowing ReadOnlyFile, _ limits: ImageLimits
    ) throws(ImagingError) -> ImageFormat {
        guard file.size > 0 else { throw ImagingError(.empty, "The file is empty.") }
        guard file.size <= limits.maximumBytes else {
            let most = megabytes(limits.maximumBytes)
            throw ImagingError(.tooLarge("bytes"), "The file is larger than the \(most) allowed.")
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
    ///
    /// - Returns: how many frames there are.
    private static func checkPNG(
        _ file: borrowing ReadOnlyFile, _ limits: ImageLimits
    ) throws(ImagingError) -> Int {
        guard let header = PNGHeader(try file.bytes(at: 0, upTo: 24)) else { throw .damaged("no IHDR") }
        try check(PixelSize(width: header.width, height: header.height), limits)
        guard let frames = try PNGHeader.frames(in: file) else { throw .damaged("no IDAT") }
        try checkFrames(frames, .png, limits)
        return frames
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
        throw ImagingError(
            .multipleFrames,
            "The \(format.displayName) \(kind); at most \(limits.maximumFrames) are looked at. "
                + "Please send single pictures."
        )
    }

    private static func checkMemory(_ image: ProbedImage, _ limits: ImageLimits) throws(ImagingError) {
        guard image.workingBytes > limits.maximumWorkingBytes else { return }
        let advice =
            switch image.format {
            case .jpeg where image.isInterlaced: "Saved without the progressive option it would take less."
            case .png where image.isInterlaced: "Saved without interlacing it would take less."
            case .webp, .tiff: "Saved as JPEG or PNG it would take less."
            default: "Saved upright, or smaller, it would take less."
            }
        throw ImagingError(
            .tooLarge("memory"),
            "Decoding the image would take \(megabytes(image.workingBytes)) of memory, and "
                + "\(megabytes(limits.maximumWorkingBytes)) are allowed. \(advice)"
        )
    }

    private static func megabytes(_ bytes: Int) -> String { "\((bytes + 999_999) / 1_000_000) MB" }
}

extension ImagingError {
    /// The error for a file that ends too early or is damaged inside.
    static func damaged(_ detail: String) -> ImagingError {
        ImagingError(.truncated, "The image is damaged or incomplete.", detail: detail)
    }
}
