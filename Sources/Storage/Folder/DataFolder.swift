import Foundation
public import Labeling

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The one folder in which everything lives: the database, the blobs, the lock.
public enum DataFolder {
    /// Makes sure that a folder is there, can be written, and lies on a local disk.
    ///
    /// A new one is open to its owner only.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` with one plain sentence that names the folder.
    public static func prepare(_ folder: String) throws(BoxwoodError) {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory) {
            guard isDirectory.boolValue else {
                throw .invalid("data", "\(folder) is a file; the data folder must be a folder.")
            }
        } else {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw .invalid("data", "The data folder \(folder) can't be made.")
            }
        }
        guard access(folder, R_OK | W_OK | X_OK) == 0 else {
            throw .invalid("data", "The data folder \(folder) can't be written to.")
        }
        if let kind = FileSystem.networkKind(of: folder) {
            throw .invalid(
                "data",
                "The data folder \(folder) is on a network file system (\(kind)), where the database is not safe;"
                    + " use a local disk."
            )
        }
    }
}
