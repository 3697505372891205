import Formats
import Foundation

/// A COCO file that is taken to be true, in whole or in one of its lists.
struct TruthFile {
    /// The list of truth in files that hold a crowd's answers too.
    private static let besideCrowd = "gt_annotations"

    /// What multi-annotator files say about their truth.
    private struct Head: Decodable {
        private enum CodingKeys: String, CodingKey {
            case images = "gt_image_ids"
        }

        let images: [Int]?
    }

    let path: String
    let document: DatasetDocument
    /// The numbers of the images whose truth is known; nil for all.
    let images: Set<Int>?

    /// Reads a file.
    ///
    /// - Parameter section: the list that holds the annotations; nil finds it.
    init(_ path: String, section: String?) throws(CommandFailure) {
        self.path = path
        let bytes = try AnnotationFile.bytes(of: path)
        let keyed = Data("\"\(Self.besideCrowd)\"".utf8)
        let hasTruthBeside = Data(bytes).range(of: keyed) != nil
        let section = section ?? (hasTruthBeside ? Self.besideCrowd : "annotations")
        document = try AnnotationFile.parse(bytes, path, section: section)
        guard section == Self.besideCrowd else {
            images = nil
            return
        }
        do {
            images = try JSONDecoder().decode(Head.self, from: Data(bytes)).images.map { Set($0) }
        } catch {
            throw CommandFailure("\(path): gt_image_ids: This must be a list of image ids.")
        }
    }
}
