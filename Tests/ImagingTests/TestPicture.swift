import CVips
import Geometry
import Imaging
import TestSupport

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
    /// The colour space to convert to, and whose profile to embed, by libvips's name: `srgb` or `p3`.
    var profile: String?

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

    /// Every pixel has a colour of its own, so that no encoder can make it smooth.
    static func noise(_ width: Int, _ height: Int, bands: Int = 3, seed: UInt64 = 1) -> TestPicture {
        var random = SeededGenerator(seed: seed)
        return TestPicture(width, height, bands: bands) { x, y in
            (0..<bands).map { band in
                UInt16((x * (band + 1) / 3 + y / (band + 1)) & 127)
                    + UInt16.random(in: 0...120, using: &random)
            }
        }
    }

    /// The file's bytes; the suffix is libvips's, such as `.jpg[Q=95]`.
    ///
    /// - Parameter format: of the samples, where it is neither 8 nor 16 bits.
    func encoded(_ suffix: String, as format: VipsBandFormat? = nil) throws -> [UInt8] {
        try ImagingSystem.start()
        let format = format ?? (is16Bit ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR)
        let bytes: [UInt8] =
            switch format {
            case VIPS_FORMAT_UCHAR: samples.map { UInt8($0) }
            case VIPS_FORMAT_USHORT: samples.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            default: samples.flatMap { withUnsafeBytes(of: Float($0)) { Array($0) } }
            }
        let raw = bytes.withUnsafeBytes {
            boxwood_vips_from_memory(
                $0.baseAddress, $0.count, Int32(width), Int32(height), Int32(bands), Int32(format.rawValue)
            )
        }
        guard let raw else { throw EncodingFailed(detail: "from_memory") }
        defer { boxwood_vips_unref(raw) }
        guard let plain = boxwood_vips_copy(raw, Int32(interpretation.rawValue)) else {
            throw EncodingFailed(detail: "copy")
        }
        defer { boxwood_vips_unref(plain) }
        let converted = profile.map { boxwood_vips_icc_transform(plain, $0, "srgb") }
        guard let image = converted ?? boxwood_vips_copy(plain, Int32(interpretation.rawValue)) else {
            throw EncodingFailed(detail: "profile")
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
