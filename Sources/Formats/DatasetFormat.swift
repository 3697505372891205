/// A kind of file that datasets are exchanged in.
///
/// To add one: a folder named like its `id`, a type that conforms, and a line in ``FormatList/all``.
public protocol DatasetFormat: Sendable {
    /// How commands and URLs name it: the lower-cased name of its folder.
    var id: String { get }
    /// How people name it.
    var title: String { get }
    /// Whether ``read(_:name:tolerance:)`` works.
    var canImport: Bool { get }
    /// Whether ``write(_:to:)`` works.
    var canExport: Bool { get }
    /// The ending of its files, without the dot.
    var fileExtension: String { get }
    /// The media type of its files.
    var contentType: String { get }

    /// Reads one file.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - name: the file's name, for errors and where the format has none inside.
    ///   - tolerance: what to do with a faulty annotation.
    /// - Throws: ``FormatError`` naming the place, also where the format cannot be read at all.
    func read(_ bytes: [UInt8], name: String, tolerance: Tolerance) throws(FormatError) -> DatasetDocument

    /// Writes a document in pieces of a few ten thousand bytes; equal documents give equal bytes.
    ///
    /// - Throws: ``FormatError`` if the format cannot hold the document or cannot be written at all, and
    ///   whatever the sink throws.
    func write(_ document: DatasetDocument, to sink: ([UInt8]) throws -> Void) throws
}

extension DatasetFormat {
    /// Reads one file, refusing it at the first fault.
    public func read(_ bytes: [UInt8], name: String) throws(FormatError) -> DatasetDocument {
        try read(bytes, name: name, tolerance: .strict)
    }
}
