/// A file format that image requests may ask for.
///
/// Source: IIIF Image API 3.0 §4.5.
public enum IIIFFormat: String, Sendable, Hashable, CaseIterable {
    /// JPEG.
    case jpg
    /// PNG.
    case png
    /// WebP.
    case webp
    /// TIFF.
    case tif
    /// GIF.
    case gif

    /// The format's media type.
    public var mediaType: String {
        switch self {
        case .jpg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        case .tif: "image/tiff"
        case .gif: "image/gif"
        }
    }

    /// Whether it can leave corners transparent.
    var hasTransparency: Bool { self != .jpg }
}
