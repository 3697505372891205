import CVips
import Geometry

extension VipsHandle {
    /// The picture as this product shows it: upright, sRGB, three bands of 8 bits, opaque on white, and
    /// without metadata.
    ///
    /// - Throws: ``ImagingError`` with reason `unsupportedFormat` for samples that have no colour.
    func normalized() throws(ImagingError) -> VipsHandle {
        var image = self
        try image.requireWholeNumbers()
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

    /// Whether the stored samples are the shown ones: 8 bits, grey or RGB, opaque, in sRGB.
    var isShownAsStored: Bool {
        guard vips_image_get_format(image) == VIPS_FORMAT_UCHAR, field("orientation", or: 1) == 1 else {
            return false
        }
        switch (interpretation, bands) {
        case (VIPS_INTERPRETATION_sRGB, 3), (VIPS_INTERPRETATION_B_W, 1): return !hasEffectiveProfile
        default: return false
        }
    }

    /// Samples of 8 or 16 bits without sign: others mean no certain shade.
    private func requireWholeNumbers() throws(ImagingError) {
        let format = vips_image_get_format(image)
        guard format != VIPS_FORMAT_UCHAR, format != VIPS_FORMAT_USHORT else { return }
        throw ImagingError(
            .unsupportedFormat("samples that are not whole numbers of 8 or 16 bits"),
            "The image's samples are not whole numbers of 8 or 16 bits. Please save it with 8 or 16 bits a channel."
        )
    }

    /// The largest sample of the image's kind; no ink in CMYK.
    private var white: Double {
        switch interpretation {
        case VIPS_INTERPRETATION_RGB16, VIPS_INTERPRETATION_GREY16: 65_535
        case VIPS_INTERPRETATION_CMYK: 0
        default: bytesPerSample == 2 ? 65_535 : 255
        }
    }

    /// Through the embedded profile if there is a sound one, else by what the samples are said to mean.
    private func inSRGB() throws(ImagingError) -> VipsHandle {
        let isCMYK = interpretation == VIPS_INTERPRETATION_CMYK
        if isCMYK || hasEffectiveProfile {
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

    /// Whether there is a colour profile that changes what is seen.
    ///
    /// The profile of sRGB itself, which many programs embed, does not: through it no colour moves by more than
    /// rounding does.
    private var hasEffectiveProfile: Bool {
        guard hasField("icc-profile-data") else { return false }
        guard bands == 3, bytesPerSample == 1, let samples = try? samplesMovedByProfile() else { return true }
        return zip(samples.before, samples.after).contains { abs(Int($0) - Int($1)) > 1 }
    }

    /// Colours from the whole cube, and what the profile makes of them.
    private func samplesMovedByProfile() throws(ImagingError) -> (before: [UInt8], after: [UInt8]) {
        let steps = (0...16).map { UInt8(min(255, $0 * 16)) }
        let colors = steps.flatMap { red in steps.flatMap { green in steps.flatMap { [red, green, $0] } } }
        let size = PixelSize(width: steps.count, height: steps.count * steps.count)
        let chart = try VipsHandle.sRGB(colors, size)
        boxwood_vips_take_profile(chart.image, image)
        let moved = try VipsHandle(
            "icc_transform", boxwood_vips_icc_transform(chart.image, "srgb", "srgb"))
        let after = try moved.pixels()
        guard after.count == colors.count else { throw .damaged("colour profile") }
        return (colors, after)
    }
}
