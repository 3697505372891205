/// Small PNG files written without any library, so that tests of the layers above need none.
///
/// Source: Portable Network Graphics (PNG) Specification, Third Edition; RFC 1950 and RFC 1951 (stored blocks).
public enum PNGFile {
    /// A grey picture whose pixels depend on the seed: two seeds give two files.
    public static func noise(width: Int, height: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        var rows: [UInt8] = []
        rows.reserveCapacity((width + 1) * height)
        for _ in 0..<height {
            rows.append(0)
            for _ in 0..<width { rows.append(UInt8(truncatingIfNeeded: generator.next())) }
        }
        return header(width: width, height: height) + chunk("IDAT", stored(rows)) + chunk("IEND", [])
    }

    /// A signature and an `IHDR` that claims these sides, and nothing after it.
    public static func header(width: Int, height: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 0, 0, 0, 0])
    }

    private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        let checked = Array(kind.utf8) + content
        return bigEndian(UInt32(content.count)) + checked + bigEndian(cyclicRedundancy(checked))
    }

    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            stream.append(end == bytes.count ? 1 : 0)
            for word in [length, ~length] { stream += [UInt8(word & 255), UInt8(word >> 8)] }
            stream += bytes[start..<end]
            start = end
        } while start < bytes.count
        return stream + bigEndian(adler(bytes))
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    /// The checksum of a PNG's chunks, and of a zip's entries.
    public static func cyclicRedundancy(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
