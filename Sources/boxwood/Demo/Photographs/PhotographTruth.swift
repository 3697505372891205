import Formats
import Foundation
import Geometry

/// What the annotations beside a photograph say is on it.
struct PhotographTruth {
    let size: PixelSize?
    let objects: [TrueObject]
    /// Parts of the annotations that could not be used.
    var notices: [SkippedFile] = []

    /// Reads a Pascal VOC page.
    static func page(_ path: String, name: String) throws(SkippedFile) -> PhotographTruth {
        let bytes = try DemoFile.read(path, name: name)
        do throws(FormatError) {
            let document = try VOCFormat().read(bytes, name: name, tolerance: .lenient)
            guard let image = document.images.first else {
                throw FormatError(file: name, reason: "The page names no image.")
            }
            return PhotographTruth(document, image)
        } catch {
            throw SkippedFile(
                file: name, reason: error.place.map { "\($0): \(error.reason)" } ?? error.reason)
        }
    }

    init(size: PixelSize?, objects: [TrueObject]) {
        self.size = size
        self.objects = objects
    }

    /// What a document says about one of its images.
    init(_ document: DatasetDocument, _ image: DatasetImage) {
        var names: [Int: String] = [:]
        for item in document.classes { names[item.number] = item.name }
        size = image.size
        objects = document.annotations.compactMap { annotation in
            guard annotation.imageNumber == image.number, let name = names[annotation.classNumber] else {
                return nil
            }
            return TrueObject(className: name, shape: annotation.shape, isCrowd: annotation.isCrowd)
        }
        notices = document.images.count == 1 ? document.skipped.map(SkippedFile.init) : []
    }
}

extension SkippedFile {
    /// A part of a file that its reader left out.
    init(_ notice: DatasetNotice) {
        self.init(
            file: notice.file,
            reason: notice.path.isEmpty ? notice.reason : "\(notice.path): \(notice.reason)")
    }
}

/// Reads the files that come with photographs.
enum DemoFile {
    static func read(_ path: String, name: String) throws(SkippedFile) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw SkippedFile(file: name, reason: "The file cannot be read.")
        }
    }
}
