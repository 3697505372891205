/// Pascal VOC XML: one file an image, boxes only; read, not written.
public struct VOCFormat: DatasetFormat {
    /// The format; it has no settings.
    public init() {}

    /// `voc`.
    public var id: String { "voc" }
    /// Pascal VOC XML.
    public var title: String { "Pascal VOC XML" }
    /// True.
    public var canImport: Bool { true }
    /// False.
    public var canExport: Bool { false }
    /// `xml`.
    public var fileExtension: String { "xml" }
    /// `application/xml`.
    public var contentType: String { "application/xml" }

    /// Reads one file with ``VOCImporter``.
    public func read(_ bytes: [UInt8], name: String, tolerance: Tolerance) throws(FormatError)
        -> DatasetDocument
    {
        try VOCImporter(tolerance: tolerance).read(bytes, name: name)
    }

    /// Refuses: VOC keeps one annotator's boxes only, so that a consensus would lose what makes it one.
    public func write(_ document: DatasetDocument, to sink: ([UInt8]) throws -> Void) throws {
        throw FormatError(
            file: "export", reason: "Pascal VOC can be imported, not exported; export COCO JSON.")
    }
}
