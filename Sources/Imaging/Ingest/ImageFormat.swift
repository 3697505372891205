/// The picture formats an upload may have.
public enum ImageFormat: String, Sendable, Codable, CaseIterable, Hashable {
    /// JPEG, baseline or progressive.
    case jpeg
    /// PNG, without animation.
    case png
    /// WebP, without animation.
    case webp
    /// TIFF, where it is allowed.
    case tiff

    /// The format the first bytes announce, whatever the file is called.
    ///
    /// - Parameter bytes: the beginning of the file; 12 bytes suffice.
    /// - Returns: nil for anything else, also for a format that is known but not taken.
    public static func sniff(_ bytes: [UInt8]) -> ImageFormat? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: PNGHeader.signature) { return .png }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return .webp
        }
        let tiffs: [[UInt8]] = [
            [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A],  // classic, either byte order
            [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B],  // BigTIFF
        ]
        return tiffs.contains { bytes.starts(with: $0) } ? .tiff : nil
    }

    /// What people call the format.
    public var displayName: String {
        switch self {
        case .jpeg: "JPEG"
        case .png: "PNG"
        case .webp: "WebP"
        case .tiff: "TIFF"
        }
    }
}
