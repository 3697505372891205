import Geometry
import Labeling

/// Reads Pascal VOC XML, one file an image.
///
/// VOC counts pixels from 1 and includes both ends: a box over a whole image of 640×480 is `1 1 640 480`. It is
/// read as x = xmin − 1, width = xmax − xmin + 1. Files of tools that count from 0 show by a 0; that edge is taken
/// to be the image's. `truncated` and `occluded` become flags, `difficult` becomes ``AnnotationFlags/unsure``.
/// Segmentation masks and body parts are not read.
///
/// Source: The PASCAL Visual Object Classes Challenge 2012 Development Kit, §"Annotation".
public struct VOCImporter: Sendable {
    /// What to do with a faulty object.
    public var tolerance: Tolerance

    /// A reader.
    public init(tolerance: Tolerance = .strict) {
        self.tolerance = tolerance
    }

    /// Reads one file: a document with one image.
    ///
    /// - Throws: ``FormatError`` with the line.
    public func read(_ bytes: [UInt8], name: String) throws(FormatError) -> DatasetDocument {
        try document(of: [try page(bytes, name: name)], skipped: [])
    }

    /// Reads many files into one document, images in order of their files' names, classes in order of theirs.
    ///
    /// - Throws: ``FormatError`` with the file and line; in ``Tolerance/lenient`` a file that cannot be read is
    ///   skipped instead.
    public func read(files: [(name: String, bytes: [UInt8])]) throws(FormatError) -> DatasetDocument {
        var pages: [VOCPage] = []
        var skipped: [DatasetNotice] = []
        for file in files.sorted(by: { $0.name.precedes($1.name) }) {
            do {
                pages.append(try page(file.bytes, name: file.name))
            } catch {
                guard tolerance == .lenient else { throw error }
                skipped.append(DatasetNotice(error))
            }
        }
        return try document(of: pages, skipped: skipped)
    }

    private func page(_ bytes: [UInt8], name: String) throws(FormatError) -> VOCPage {
        try VOCPage(MarkupReader.read(bytes, file: name), file: name, tolerance: tolerance)
    }

    private func document(
        of pages: [VOCPage], skipped: [DatasetNotice]
    ) throws(FormatError) -> DatasetDocument {
        var document = DatasetDocument(skipped: skipped)
        let names = Set(pages.flatMap { $0.objects.map(\.name) }).sorted { $0.precedes($1) }
        var numbers: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            numbers[name] = index + 1
            document.classes.append(DatasetClass(number: index + 1, name: name))
        }
        var fileNames: [String: String] = [:]
        for (index, page) in pages.enumerated() {
            if let other = fileNames.updateValue(page.file, forKey: page.fileName ?? page.key) {
                throw FormatError(
                    file: page.file,
                    path: "filename",
                    reason: "It describes the same image as \(other)."
                )
            }
            document.images.append(
                DatasetImage(
                    number: index + 1,
                    key: page.key,
                    fileName: page.fileName,
                    size: page.size,
                    status: page.objects.isEmpty ? .labelledEmpty : .labelled
                )
            )
            document.skipped += page.skipped
            for object in page.objects {
                document.annotations.append(
                    DatasetAnnotation(
                        number: document.annotations.count + 1,
                        imageNumber: index + 1,
                        classNumber: numbers[object.name] ?? 0,
                        shape: .box(object.box),
                        flags: object.flags
                    )
                )
            }
        }
        return document
    }
}
