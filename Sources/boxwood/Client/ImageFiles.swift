import Foundation

/// Finds image files on disk.
enum ImageFiles {
    private static let extensions: Set = ["jpg", "jpeg", "png", "webp", "tif", "tiff"]

    /// The files named, and those with an image's extension below the folders named, each folder sorted by path.
    ///
    /// - Throws: ``CommandFailure`` when a path does not exist.
    static func find(_ paths: [String]) throws -> [String] {
        try paths.flatMap { path -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CommandFailure("\(path): there is no such file or folder.")
            }
            guard isFolder.boolValue else { return [path] }
            return below(path).filter {
                extensions.contains(URL(fileURLWithPath: $0).pathExtension.lowercased())
            }
            .sorted().map { path + "/" + $0 }
        }
    }

    /// Paths of all that lies below a folder, from it; a link to a folder is as good as the folder.
    static func below(_ folder: String) -> [String] {
        let target = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        return FileManager.default.enumerator(atPath: target)?.compactMap { $0 as? String } ?? []
    }
}
