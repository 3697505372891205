/// What stands in a PNG before its pixels: enough to refuse a bomb or an animation without a decoder.
///
/// Source: PNG (Third Edition) §5 and §11.2.1, and its `acTL` chunk for animation.
struct PNGHeader: Equatable {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Columns, as the file claims.
    let width: Int

    /// Rows, as the file claims.
    let height: Int

    /// Reads the `IHDR` chunk; nil when the bytes do not begin with one.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 24, bytes.starts(with: PNGHeader.signature),
            bytes[12..<16].elementsEqual("IHDR".utf8)
        else { return nil }
        width = PNGHeader.bigEndian(bytes[16..<20])
        height = PNGHeader.bigEndian(bytes[20..<24])
    }

    /// Frames of the animation before the first pixels of a PNG; 1 for a still, nil if no pixels come at all.
    ///
    /// Walks the chunk headers only: one small read for each chunk that precedes `IDAT`.
    static func frames(in file: borrowing ReadOnlyFile) throws(ImagingError) -> Int? {
        var offset = signature.count
        for _ in 0..<10_000 {
            let head = try file.bytes(at: offset, upTo: 12)
            guard head.count >= 8 else { return nil }
            let kind = head[4..<8]
            if kind.elementsEqual("IDAT".utf8) { return 1 }
            if kind.elementsEqual("IEND".utf8) { return nil }
            if kind.elementsEqual("acTL".utf8), head.count == 12 {
                let frames = bigEndian(head[8..<12])
                if frames > 1 { return frames }
            }
            offset += 12 + bigEndian(head[0..<4])
        }
        return nil
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
