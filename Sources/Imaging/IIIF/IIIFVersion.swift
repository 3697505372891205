/// Which edition of the IIIF Image API a request is written in.
public enum IIIFVersion: Int, Sendable, Hashable, CaseIterable {
    /// 2.1: size `full`, no caret, enlarging without being asked for it.
    case two = 2
    /// 3.0.
    case three = 3

    /// The first segments of every address of this edition.
    public var prefix: String { "/iiif/\(rawValue)/" }

    /// The media type of its information documents for clients that take JSON-LD.
    public var informationType: String { #"application/ld+json;profile="\#(context)""# }

    /// The JSON-LD context of its information documents.
    public var context: String { "http://iiif.io/api/image/\(rawValue)/context.json" }

    /// The document that says what compliance level 2 means.
    public var profile: String { "http://iiif.io/api/image/\(rawValue)/level2.json" }
}
