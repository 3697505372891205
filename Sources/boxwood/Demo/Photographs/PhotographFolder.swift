import Foundation
import Labeling

/// A folder of photographs with annotations beside them, which are taken to be the truth.
///
/// For `a/b/photo.jpg` the truth is `a/b/photo.xml` or `a/Annotations/photo.xml` (Pascal VOC), or else what any
/// COCO file below the folder says about a file name that ends in `photo.jpg`.
struct PhotographFolder {
    private static let imageExtensions: Set = ["jpg", "jpeg", "png", "webp"]

    private let root: String
    private var collections = COCOCollections()
    private var pages: Set<String> = []
    private var photographs: [String] = []
    private var skipped: [SkippedFile] = []

    /// Reads the whole folder, which blocks.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` if there is no such folder, or no photograph with annotations.
    static func material(_ path: String) throws(BoxwoodError) -> DemoMaterial {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw BoxwoodError(.invalid, "\(path): there is no such folder.")
        }
        var folder = PhotographFolder(root: path)
        folder.list()
        return try folder.material()
    }

    private init(root: String) {
        self.root = root
    }

    /// Sorts out what lies in the folder; hidden files and folders are passed over.
    private mutating func list() {
        for path in ImageFiles.below(root).sorted()
        where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            switch URL(fileURLWithPath: path).pathExtension.lowercased() {
            case "xml": pages.insert(path)
            case "json":
                if let problem = collections.add(root + "/" + path, name: path) { skipped.append(problem) }
            case let suffix where Self.imageExtensions.contains(suffix): photographs.append(path)
            default: break
            }
        }
    }

    private mutating func material() throws(BoxwoodError) -> DemoMaterial {
        var pictures: [DemoPicture] = []
        for path in photographs {
            do {
                guard let truth = try truth(of: path) else {
                    skipped.append(SkippedFile(file: path, reason: "There are no annotations beside it."))
                    continue
                }
                skipped += truth.notices
                let file = root + "/" + path
                pictures.append(
                    DemoPicture(name: path, size: truth.size, objects: truth.objects) {
                        do {
                            return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
                        } catch {
                            throw BoxwoodError(.invalid, "The file cannot be read.")
                        }
                    })
            } catch {
                skipped.append(error)
            }
        }
        let classes = Set(pictures.flatMap(\.objects).map(\.className)).sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
        guard !pictures.isEmpty, !classes.isEmpty else {
            let first = skipped.first.map { " The first of \(skipped.count) problems: \($0)" } ?? ""
            throw BoxwoodError(
                .invalid,
                "\(root): there is no photograph with Pascal VOC or COCO annotations beside it.\(first)")
        }
        let name = URL(fileURLWithPath: root).standardizedFileURL.lastPathComponent
        let list = classes.map { "- **\($0)**" }.joined(separator: "\n")
        return DemoMaterial(
            projectName: "Demonstration: \(name)",
            summary: "The photographs of \(name), answered by simulated people of different care.",
            instructions: "# What is on the photograph?\n\nMark every single one of these:\n\n\(list)\n",
            classes: classes.map { ($0, nil, "") }, pictures: pictures, skipped: skipped)
    }

    private func truth(of path: String) throws(SkippedFile) -> PhotographTruth? {
        let url = URL(fileURLWithPath: "/" + path)
        let page = url.deletingPathExtension().lastPathComponent + ".xml"
        let folder = url.deletingLastPathComponent()
        for place in [
            folder, folder.appending(path: "Annotations"), folder.appending(path: "../Annotations"),
        ] {
            let candidate = String(place.appending(path: page).standardizedFileURL.path.dropFirst())
            if pages.contains(candidate) {
                return try PhotographTruth.page(root + "/" + candidate, name: candidate)
            }
        }
        return collections.truth(of: path)
    }
}

extension SkippedFile: Error {}
