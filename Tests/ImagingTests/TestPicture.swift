import CVips
import Geometry
import Imaging

/// A picture made in a test, and the ways to encode it.
struct TestPicture {
    struct EncodingFailed: Error { let detail: String }

    let width: Int
    let height: Int
    let bands: Int
    let samples: [UInt16]
    var is16Bit = false
    var interpretation = VIPS_INTERPRETATION_sRGB
    var integers: [String: Int] = [:]
    var texts: [String: String] = [:]

    /// Fills a picture from a function of column and row.
    init(_ width: Int, _ height: Int, bands: Int = 3, pixel: (_ x: Int, _ y: Int) -> [UInt16]) {
        self.width = width
        self.height = height
        self.bands = bands
        var samples: [UInt16] = []
        samples.reserveCapacity(width * height * bands)
        for y in 0..<height {
            for x in 0..<width { samples.append(contentsOf: pixel(x, y)) }
        }
        self.samples = samples
    }

    /// Red rises from left to right and green from top to bottom, so a colour tells its place.
    static func gradient(_ width: Int, _ height: Int) -> TestPicture {
        TestPicture(width, height) { x, y in
            [
                UInt16((Double(x) + 0.5) * 255 / Double(width)),
                UInt16((Double(y) + 0.5) * 255 / Double(height)), 100,
            ]
        }
    }

    /// The file's bytes; the suffix is libvips's, such as `.jpg[Q=95]`.
    func encoded(_ suffix: String) throws -> [UInt8] {
        try ImagingSystem.start()
        let bytes =
            is16Bit ? samples.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } : samples.map { UInt8($0) }
        let format = is16Bit ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR
        let raw = bytes.withUnsafeBytes {
            boxwood_vips_from_memory(
                $0.baseAddress, $0.count, Int32(width), Int32(height), Int32(bands), Int32(format.rawValue)
            )
        }
        guard let raw else { throw EncodingFailed(detail: "from_memory") }
        defer { boxwood_vips_unref(raw) }
        guard let image = boxwood_vips_copy(raw, Int32(interpretation.rawValue)) else {
            throw EncodingFailed(detail: "copy")
        }
        defer { boxwood_vips_unref(image) }
        for (name, value) in integers { vips_image_set_int(image, name, Int32(value)) }
        for (name, value) in texts { vips_image_set_string(image, name, value) }
        var memory: UnsafeMutableRawPointer?
        var count = 0
        guard boxwood_vips_write_to_buffer(image, suffix, &memory, &count) == 0, let memory else {
            throw EncodingFailed(detail: String(cString: vips_error_buffer()))
        }
        defer { g_free(memory) }
        return [UInt8](UnsafeRawBufferPointer(start: memory, count: count))
    }
}

/// The pixels of an encoded picture, decoded by libvips.
struct DecodedPicture {
    let width: Int
    let height: Int
    let bands: Int
    let samples: [UInt8]

    init(_ bytes: [UInt8]) throws {
        try ImagingSystem.start(allowTIFF: true)
        let isGIF = bytes.starts(with: Array("GIF8".utf8))
        let decoded = isGIF ? ForeignLoaders.withGIF { Self.decoded(bytes) } : Self.decoded(bytes)
        guard let decoded else { throw TestPicture.EncodingFailed(detail: "not decodable") }
        self = decoded
    }

    private static func decoded(_ bytes: [UInt8]) -> DecodedPicture? {
        bytes.withUnsafeBytes { buffer in
            guard let image = boxwood_vips_load_buffer(buffer.baseAddress, buffer.count) else { return nil }
            defer { boxwood_vips_unref(image) }
            var count = 0
            guard let memory = boxwood_vips_write_to_memory(image, &count) else { return nil }
            defer { g_free(memory) }
            return DecodedPicture(
                width: Int(vips_image_get_width(image)),
                height: Int(vips_image_get_height(image)),
                bands: Int(vips_image_get_bands(image)),
                samples: [UInt8](UnsafeRawBufferPointer(start: memory, count: count))
            )
        }
    }

    private init(width: Int, height: Int, bands: Int, samples: [UInt8]) {
        self.width = width
        self.height = height
        self.bands = bands
        self.samples = samples
    }

    var size: PixelSize { PixelSize(width: width, height: height) }

    /// The samples of one pixel.
    func pixel(_ x: Int, _ y: Int) -> [Int] {
        let start = (y * width + x) * bands
        return samples[start..<start + bands].map(Int.init)
    }

    /// Whether a pixel is this colour, give or take what JPEG may change.
    func isClose(_ x: Int, _ y: Int, to expected: [Int], within tolerance: Int = 6) -> Bool {
        let found = pixel(x, y)
        return found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance }
    }
}
