import CVips

/// Memory of 8-bit samples, three a pixel, that libvips reads from and writes to in place.
///
/// The memory must outlive it. Stays on the thread that made it.
final class VipsPlane {
    private let image: VipsHandle
    private let region: UnsafeMutablePointer<VipsRegion>

    /// A view of `height` rows of `width` pixels without gaps.
    init(_ pixels: UnsafeMutablePointer<UInt8>, width: Int, height: Int) throws(ImagingError) {
        let made = vips_image_new_from_memory(
            pixels, width * height * 3, Int32(width), Int32(height), 3, VIPS_FORMAT_UCHAR)
        image = try VipsHandle("new_from_memory", made)
        guard let region = vips_region_new(image.image) else {
            throw VipsHandle.failure(.renderFailed, "The image could not be processed.", "region_new")
        }
        self.region = region
        var all = VipsRect(left: 0, top: 0, width: Int32(width), height: Int32(height))
        guard vips_region_image(region, &all) == 0 else {
            throw VipsHandle.failure(.renderFailed, "The image could not be processed.", "region_image")
        }
    }

    deinit { g_object_unref(region) }

    /// Writes the rounded means of its squares of 2 × 2 pixels into another plane, from that one's corner on.
    func halve(into other: VipsPlane, width: Int, height: Int) throws(ImagingError) {
        var target = VipsRect(left: 0, top: 0, width: Int32(width), height: Int32(height))
        guard vips_region_shrink_method(region, other.region, &target, VIPS_REGION_SHRINK_MEAN) == 0 else {
            throw VipsHandle.failure(.renderFailed, "The image could not be processed.", "region_shrink")
        }
    }

    /// Takes pixels that a reader computes.
    fileprivate func take(
        _ rows: VipsRect, from reader: UnsafeMutablePointer<VipsRegion>, at row: Int
    ) -> Int32 {
        var rows = rows
        return vips_region_prepare_to(reader, region, &rows, 0, Int32(row))
    }
}

/// Computes the pixels of an image, rows at a time, from the top.
final class VipsReader {
    private let image: VipsHandle
    private let region: UnsafeMutablePointer<VipsRegion>

    /// A reader of an image of 8-bit samples, three a pixel.
    init(_ image: VipsHandle) throws(ImagingError) {
        self.image = image
        guard let region = vips_region_new(image.image) else {
            throw VipsHandle.failure(.renderFailed, "The image could not be processed.", "region_new")
        }
        self.region = region
    }

    deinit { g_object_unref(region) }

    /// Computes whole rows and puts them into a plane, from its row `at` on.
    ///
    /// - Throws: ``ImagingError``: damage of the file, want of memory, and a full disk all show here.
    func read(row: Int, count: Int, into plane: VipsPlane, at: Int) throws(ImagingError) {
        let rows = VipsRect(left: 0, top: Int32(row), width: Int32(image.width), height: Int32(count))
        guard plane.take(rows, from: region, at: at) == 0 else { throw VipsReader.decodingFailure() }
    }

    private static func decodingFailure() -> ImagingError {
        let failure = VipsHandle.failure(.truncated, "The image is damaged or incomplete.", "read")
        let text = failure.detail
        if text.contains("out of memory") || text.contains("unable to allocate") {
            return ImagingError(
                .tooLarge("memory"), "The image needs more memory than is allowed for one image.",
                detail: text
            )
        }
        if text.contains("write error") || text.contains("system error") || text.contains("unix error") {
            return ImagingError(.io, "The server could not decode the image.", detail: text)
        }
        return failure
    }
}
