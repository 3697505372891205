import CVips

extension VipsHandle {
    /// Opens a file with the loader of a format that was found by content; reads the header only.
    ///
    /// Damage found later, while pixels are computed, is an error and not a grey area. Of several pages or frames
    /// it is the first.
    ///
    /// - Parameters:
    ///   - sequential: pixels will be read once from the top, which costs little memory.
    ///   - strict: what libjpeg only warns of is damage, too.
    static func open(
        _ path: String, _ format: ImageFormat, sequential: Bool, strict: Bool = false
    ) throws(ImagingError) -> VipsHandle {
        let order: Int32 = sequential ? 1 : 0
        let image =
            switch format {
            case .jpeg: boxwood_vips_jpegload(path, order, strict ? 1 : 0)
            case .png: boxwood_vips_pngload(path, order)
            case .webp: boxwood_vips_webpload(path, order)
            case .tiff: boxwood_vips_tiffload(path, order)
            }
        guard let image else {
            throw failure(.truncated, "The image is damaged or incomplete.", "load \(format.rawValue)")
        }
        return try VipsHandle("load", image)
    }
}
