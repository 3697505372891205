/// The quality of an image request.
///
/// Source: IIIF Image API 3.0 §4.4.
public enum IIIFQuality: String, Sendable, Hashable, CaseIterable {
    /// As stored, in colour.
    case `default`
    /// In colour; the same as the default.
    case color
    /// In shades of grey.
    case gray
    /// In black and white: what is at least half bright is white.
    case bitonal

    /// The canonical spelling: the server's default is called so.
    var canonical: IIIFQuality { self == .color ? .default : self }
}
