import CVips

extension VipsHandle {
    /// Opens a file with the loader of a format that was found by content; reads the header only.
    ///
    /// Damage found later, while pixels are computed, is an error and not a grey area.
    ///
    /// - Parameter sequential: pixels will be read once from the top, which costs little memory.
    static func open(
        _ path: String, _ format: ImageFormat, sequential: Bool
    ) throws(ImagingError) -> VipsHandle {
        let order: Int32 = sequential ? 1 : 0
        let image =
            switch format {
            case .jpeg: boxwood_vips_jpegload(path, order)
            case .png: boxwood_vips_pngload(path, order)
            case .webp: boxwood_vips_webpload(path, order)
            case .tiff: boxwood_vips_tiffload(path, order)
            }
        guard let image else {
            throw failure(.truncated, "The image is damaged or incomplete.", "load \(format.rawValue)")
        }
        return try VipsHandle("load", image)
    }

    /// The picture as this product shows it: upright, sRGB, three bands of 8 bits, opaque on white, and
    /// without metadata.
    ///
    /// - Throws: ``ImagingError`` with reason `unsupportedFormat` for channels that have no colour.
    func normalized() throws(ImagingError) -> VipsHandle {
        var image = self
        if image.field("orientation", or: 1) != 1 {
            image = try VipsHandle("autorot", boxwood_vips_autorot(image.image))
        }
        if image.hasAlpha {
            image = try VipsHandle("flatten", boxwood_vips_flatten(image.image, image.white))
        }
        image = try image.inSRGB()
        if vips_image_get_format(image.image) != VIPS_FORMAT_UCHAR {
            image = try VipsHandle("cast", boxwood_vips_cast_uchar(image.image))
        }
        guard image.bands == 3 else {
            throw ImagingError(
                .unsupportedFormat("\(image.bands) channels"),
                "The image has \(image.bands) colour channels, which cannot be shown as colours."
            )
        }
        return try VipsHandle("copy", boxwood_vips_without_metadata(image.image))
    }

    /// The largest sample of the image's kind; no ink in CMYK.
    private var white: Double {
        switch interpretation {
        case VIPS_INTERPRETATION_RGB16, VIPS_INTERPRETATION_GREY16: 65_535
        case VIPS_INTERPRETATION_scRGB: 1
        case VIPS_INTERPRETATION_CMYK: 0
        default: bytesPerSample == 2 ? 65_535 : 255
        }
    }

    /// Through the embedded profile if there is a sound one, else by what the samples are said to mean.
    private func inSRGB() throws(ImagingError) -> VipsHandle {
        let isCMYK = interpretation == VIPS_INTERPRETATION_CMYK
        if isCMYK || hasField("icc-profile-data") {
            let fallback = isCMYK ? "cmyk" : "srgb"
            if let transformed = boxwood_vips_icc_transform(image, "srgb", fallback) {
                return try VipsHandle("icc_transform", transformed)
            }
            vips_error_clear()
        }
        let space = Int32(VIPS_INTERPRETATION_sRGB.rawValue)
        return try VipsHandle(
            "colourspace",
            boxwood_vips_colourspace(image, space),
            reason: .unsupportedFormat("\(bands) channels")
        )
    }
}
