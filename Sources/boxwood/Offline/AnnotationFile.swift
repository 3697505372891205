import Formats
import Foundation

/// A COCO file named on the command line.
enum AnnotationFile {
    /// Reads a file; shapes without area or off their image are left out with a notice, any other fault is an error.
    ///
    /// - Parameter section: the list that holds the annotations.
    /// - Throws: ``CommandFailure`` naming the file, the place in it and the reason.
    static func read(_ path: String, section: String = "annotations") throws(CommandFailure)
        -> DatasetDocument
    {
        try parse(try bytes(of: path), path, section: section)
    }

    /// Reads the bytes of a file.
    static func bytes(of path: String) throws(CommandFailure) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure("\(path): there is no such file.")
        }
        guard !isFolder.boolValue else { throw CommandFailure("\(path): this is a folder, not a COCO file.") }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))
        } catch {
            throw CommandFailure("\(path): the file cannot be read.")
        }
    }

    /// Reads COCO from bytes.
    static func parse(
        _ bytes: [UInt8], _ path: String, section: String
    ) throws(CommandFailure) -> DatasetDocument {
        let document: DatasetDocument
        do throws(FormatError) {
            document = try COCOImporter(tolerance: .lenient, annotationSection: section).read(
                bytes, name: path)
        } catch {
            throw CommandFailure(error.description)
        }
        if let fault = document.skipped.first(where: { !isAboutPlace($0) }) {
            throw CommandFailure("\(fault.file): \(fault.path): \(fault.reason)")
        }
        return document
    }

    /// Reads one file per annotator, or one file that names its annotators.
    static func readAnswers(_ paths: [String]) throws(CommandFailure) -> DatasetDocument {
        var inputs: [DatasetMerger.Input] = []
        for path in paths { inputs.append(DatasetMerger.Input(file: path, document: try read(path))) }
        do throws(FormatError) {
            return try DatasetMerger.merge(inputs)
        } catch {
            throw CommandFailure(error.description)
        }
    }

    /// One line on what was left out or changed, or nil where all was taken as it is.
    static func notice(on document: DatasetDocument) -> String? {
        var parts: [String] = []
        if let first = document.skipped.first {
            parts.append(
                "\(FigureText.count(document.skipped.count, "annotation")) left out, the first \(first.file): "
                    + "\(first.path): \(first.reason)")
        }
        if let first = document.changed.first {
            parts.append(
                "\(FigureText.count(document.changed.count, "annotation")) changed, the first \(first.file): "
                    + "\(first.path): \(first.reason)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Whether a fault is that of a shape's place, which real files have and which costs that shape alone.
    ///
    /// A coordinate that is no number, one level deeper, says that the whole file went wrong.
    private static func isAboutPlace(_ notice: DatasetNotice) -> Bool {
        guard let row = notice.path.range(of: "].", options: .backwards) else { return false }
        let field = notice.path[row.upperBound...]
        return field == "bbox" || field.hasPrefix("segmentation") && field.count { $0 == "[" } < 2
    }
}
