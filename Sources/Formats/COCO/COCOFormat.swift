/// COCO JSON, ordinary and with several annotators.
public struct COCOFormat: DatasetFormat {
    /// The format; it has no settings.
    public init() {}

    /// `coco`.
    public var id: String { "coco" }
    /// COCO JSON.
    public var title: String { "COCO JSON" }
    /// True.
    public var canImport: Bool { true }
    /// True.
    public var canExport: Bool { true }
    /// `json`.
    public var fileExtension: String { "json" }
    /// `application/json`.
    public var contentType: String { "application/json" }

    /// Reads one file with ``COCOImporter``.
    public func read(_ bytes: [UInt8], name: String, tolerance: Tolerance) throws(FormatError)
        -> DatasetDocument
    {
        try COCOImporter(tolerance: tolerance).read(bytes, name: name)
    }

    /// Writes a document with ``COCOExporter``.
    public func write(_ document: DatasetDocument, to sink: ([UInt8]) throws -> Void) throws {
        try COCOExporter.write(document, summary: nil, to: sink)
    }
}
