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
            let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            return found.filter { extensions.contains(URL(fileURLWithPath: $0).pathExtension.lowercased()) }
                .sorted().map { path + "/" + $0 }
        }
    }
}
