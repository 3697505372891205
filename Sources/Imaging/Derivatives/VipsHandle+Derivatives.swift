import CVips

extension VipsHandle {
    /// 8-bit sRGB pixels that stay where they are; they must outlive the handle and all made from it.
    static func borrowing(
        _ samples: UnsafeRawBufferPointer, width: Int, height: Int, bands: Int
    ) throws(ImagingError) -> VipsHandle {
        let format = Int32(VIPS_FORMAT_UCHAR.rawValue)
        let raw = try VipsHandle(
            "new_from_memory",
            boxwood_vips_borrow_memory(
                samples.baseAddress, samples.count, Int32(width), Int32(height), Int32(bands), format))
        return try VipsHandle("copy", boxwood_vips_copy(raw.image, Int32(VIPS_INTERPRETATION_sRGB.rawValue)))
    }

    /// Mirrored and turned; the corners that turning opens are white, or transparent.
    func turned(_ rotation: IIIFRotation, transparentCorners: Bool) throws(ImagingError) -> VipsHandle {
        var turned = self
        if rotation.isMirrored { turned = try VipsHandle("flip", boxwood_vips_mirror(turned.image)) }
        if let turns = rotation.quarterTurns {
            guard turns > 0 else { return turned }
            return try VipsHandle("rot", boxwood_vips_quarter_turns(turned.image, Int32(turns)))
        }
        if transparentCorners {
            turned = try VipsHandle("addalpha", boxwood_vips_add_alpha(turned.image))
        }
        return try VipsHandle("similarity", boxwood_vips_rotate(turned.image, rotation.degrees))
    }

    /// In shades of grey or in black and white, with the transparency it had.
    func inQuality(_ quality: IIIFQuality) throws(ImagingError) -> VipsHandle {
        guard quality == .gray || quality == .bitonal else { return self }
        let grey = try VipsHandle(
            "colourspace", boxwood_vips_colourspace(image, Int32(VIPS_INTERPRETATION_B_W.rawValue)))
        guard quality == .bitonal else { return grey }
        let tone = try VipsHandle("extract_band", boxwood_vips_bands(grey.image, 0, 1))
        let twoTone = try VipsHandle("moreeq", boxwood_vips_at_least(tone.image, 128))
        guard grey.bands > 1 else { return twoTone }
        let alpha = try VipsHandle("extract_band", boxwood_vips_bands(grey.image, 1, 1))
        return try VipsHandle("bandjoin", boxwood_vips_join(twoTone.image, alpha.image))
    }
}
