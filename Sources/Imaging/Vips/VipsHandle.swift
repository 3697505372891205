import CVips
import Geometry

/// One reference to a libvips image, given back when the handle goes away.
///
/// A libvips image is a recipe: pixels are computed when something is written. Handles stay on the thread
/// that made them; they are not `Sendable`.
final class VipsHandle {
    let image: UnsafeMutablePointer<VipsImage>

    /// Takes over the reference an operation returned.
    ///
    /// - Throws: ``ImagingError`` with the reason given when the operation returned NULL.
    init(
        _ operation: String,
        _ image: UnsafeMutablePointer<VipsImage>?,
        reason: ImagingError.Reason = .renderFailed
    ) throws(ImagingError) {
        guard let image else {
            throw VipsHandle.failure(reason, "The image could not be processed.", operation)
        }
        self.image = image
    }

    deinit { boxwood_vips_unref(image) }

    /// Columns, in pixels.
    var width: Int { Int(vips_image_get_width(image)) }

    /// Rows, in pixels.
    var height: Int { Int(vips_image_get_height(image)) }

    /// Samples a pixel.
    var bands: Int { Int(vips_image_get_bands(image)) }

    /// Bytes a sample.
    var bytesPerSample: Int { Int(vips_format_sizeof(vips_image_get_format(image))) }

    /// What the samples mean.
    var interpretation: VipsInterpretation { vips_image_get_interpretation(image) }

    /// Whether the last band is transparency.
    var hasAlpha: Bool { vips_image_hasalpha(image) != 0 }

    /// A whole-number header field, or the fallback when there is none.
    func field(_ name: String, or fallback: Int) -> Int {
        Int(boxwood_vips_int_field(image, name, Int32(clamping: fallback)))
    }

    /// Whether there is a header field of that name.
    func hasField(_ name: String) -> Bool { boxwood_vips_has_field(image, name) != 0 }

    /// Computes every pixel: rows from the top, bands interleaved.
    func pixels() throws(ImagingError) -> [UInt8] {
        var count = 0
        guard let memory = boxwood_vips_write_to_memory(image, &count) else {
            throw VipsHandle.failure(.renderFailed, "The image could not be processed.", "write_to_memory")
        }
        defer { g_free(memory) }
        return [UInt8](UnsafeRawBufferPointer(start: memory, count: count))
    }

    /// Encodes the image.
    ///
    /// - Parameter suffix: format and options in libvips's words, such as `.jpg[Q=85,strip]`.
    func encoded(_ suffix: String) throws(ImagingError) -> [UInt8] {
        var memory: UnsafeMutableRawPointer?
        var count = 0
        guard boxwood_vips_write_to_buffer(image, suffix, &memory, &count) == 0, let memory else {
            throw VipsHandle.failure(.renderFailed, "The image could not be encoded.", "save \(suffix)")
        }
        defer { g_free(memory) }
        return [UInt8](UnsafeRawBufferPointer(start: memory, count: count))
    }

    /// Encodes 8-bit samples of sRGB, three or four a pixel: rows from the top, bands interleaved.
    static func encode(
        _ pixels: [UInt8], width: Int, height: Int, bands: Int, _ suffix: String
    ) throws(ImagingError) -> [UInt8] {
        let format = Int32(VIPS_FORMAT_UCHAR.rawValue)
        let (columns, rows, samples) = (Int32(width), Int32(height), Int32(bands))
        let copied = pixels.withUnsafeBytes {
            boxwood_vips_from_memory($0.baseAddress, $0.count, columns, rows, samples, format)
        }
        let raw = try VipsHandle("new_from_memory", copied)
        let space = Int32(VIPS_INTERPRETATION_sRGB.rawValue)
        return try VipsHandle("copy", boxwood_vips_copy(raw.image, space)).encoded(suffix)
    }

    /// An image of 8-bit samples of sRGB, three a pixel: rows from the top, bands interleaved; copies them.
    static func sRGB(_ pixels: [UInt8], _ size: PixelSize) throws(ImagingError) -> VipsHandle {
        let format = Int32(VIPS_FORMAT_UCHAR.rawValue)
        let (columns, rows) = (Int32(size.width), Int32(size.height))
        let copied = pixels.withUnsafeBytes {
            boxwood_vips_from_memory($0.baseAddress, $0.count, columns, rows, 3, format)
        }
        let raw = try VipsHandle("new_from_memory", copied)
        let space = Int32(VIPS_INTERPRETATION_sRGB.rawValue)
        return try VipsHandle("copy", boxwood_vips_copy(raw.image, space))
    }

    /// The error for what just failed, with libvips's own words as its detail; empties its error buffer.
    static func failure(
        _ reason: ImagingError.Reason, _ message: String, _ operation: String
    ) -> ImagingError {
        guard let buffer = vips_error_buffer_copy() else {
            return ImagingError(reason, message, detail: operation)
        }
        defer { g_free(buffer) }
        let said = String(cString: buffer).split(separator: "\n").joined(separator: "; ")
        return ImagingError(reason, message, detail: "\(operation): \(said)")
    }
}
