/// Names of formats that are recognised only to say so in the error.
enum ForeignFormat {
    /// The name of the format the first bytes look like, or nil when they look like nothing known.
    static func name(of bytes: [UInt8]) -> String? {
        for (magic, name) in byMagic where bytes.starts(with: magic) { return name }
        if bytes.dropFirst(4).starts(with: Array("ftyp".utf8)) {
            switch String(decoding: bytes.dropFirst(8).prefix(4), as: UTF8.self) {
            case "avif", "avis": return "AVIF"
            case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1": return "HEIC"
            default: return "video"
            }
        }
        return markup(bytes)
    }

    private static let byMagic: [([UInt8], String)] = [
        (Array("GIF8".utf8), "GIF"),
        (Array("BM".utf8), "BMP"),
        (Array("%PDF".utf8), "PDF"),
        (Array("MATLAB 5.0".utf8), "MATLAB"),
        (Array("8BPS".utf8), "Photoshop"),
        (Array("SIMPLE  =".utf8), "FITS"),
        ([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20], "JPEG 2000"),
        ([0xFF, 0x0A], "JPEG XL"),
        ([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20], "JPEG XL"),
        ([0x76, 0x2F, 0x31, 0x01], "OpenEXR"),
        ([0, 0, 1, 0], "ICO"),
        ([0x50, 0x4B, 0x03, 0x04], "ZIP archive"),
        ([0x1F, 0x8B], "gzip archive"),
    ]

    /// SVG and HTML begin with markup, perhaps after white space, a byte order mark and comments.
    private static func markup(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
        guard let first = text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), first == "<" else {
            return nil
        }
        if text.contains("<svg") { return "SVG" }
        if text.contains("<html") || text.contains("<!doctype html") || text.contains("<script") {
            return "HTML"
        }
        return text.contains("<?xml") ? "XML" : nil
    }
}
