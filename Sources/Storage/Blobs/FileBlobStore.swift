import Foundation
public import Labeling

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Blobs as files `blobs/ab/cdef…` in the data folder, named by the SHA-256 of their bytes.
///
/// New ones are written in `incoming/` on the same file system, synced, and renamed, so that a blob's file is whole
/// or not there.
public struct FileBlobStore: BlobStore {
    private let folder: String
    private let failure: FileFailure

    /// Opens the blobs of a data folder and removes what a crash left in `incoming/`.
    ///
    /// Only for the process that has the folder's ``FolderLock``: the leftovers would be another's work.
    public static func open(
        folder: String, diagnose: @escaping @Sendable (StorageDiagnostic) -> Void = { _ in }
    ) throws(BoxwoodError) -> FileBlobStore {
        let store = FileBlobStore(folder: folder, failure: FileFailure(diagnose: diagnose))
        try store.makeFolder(store.blobs)
        try store.makeFolder(store.incoming)
        try store.removeLeftovers()
        return store
    }

    /// Opens a new file in `incoming/`.
    public func draft(maximumBytes: Int) throws(BoxwoodError) -> any BlobDraft {
        let words = (0..<2).map { _ in UInt64.random(in: 0 ... .max) }
        let name = words.map { String($0, radix: 16) }.joined(separator: "-")
        return try FileBlobDraft(
            path: incoming + "/" + name, maximumBytes: maximumBytes, store: self, failure: failure)
    }

    /// The path of a blob's file; ``BoxwoodError/Code/notFound`` when it is missing.
    public func path(of blob: BlobID) throws(BoxwoodError) -> String {
        let path = try place(of: blob).file
        guard access(path, F_OK) == 0 else {
            throw BoxwoodError(.notFound, "The file of this image is missing.", subject: blob.sha256)
        }
        return path
    }

    /// Whether the blob's file is there.
    public func contains(_ blob: BlobID) -> Bool {
        guard let place = try? place(of: blob) else { return false }
        return access(place.file, F_OK) == 0
    }

    /// Reads a blob's file to its end and says how it is.
    public func condition(of blob: BlobID) throws(BoxwoodError) -> BlobCondition {
        let file = try place(of: blob).file
        let descriptor = Self.openFile(file)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw failure("open", file) }
            return .missing
        }
        defer { close(descriptor) }
        return try FileHash.of(descriptor, file, failure).blob == blob ? .sound : .damaged
    }

    /// All files of the store, in no order; strangers' files are left out.
    public func all() throws(BoxwoodError) -> [StoredBlob] {
        let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey, .isRegularFileKey]
        let base = URL(fileURLWithPath: blobs)
        guard let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: Array(keys))
        else { throw failure("opendir", blobs) }
        var found: [StoredBlob] = []
        for case let file as URL in files {
            let name = file.deletingLastPathComponent().lastPathComponent + file.lastPathComponent
            guard name.utf8.count == 64, Hexadecimal.bytes(name) != nil,
                let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true
            else { continue }
            let written = values.contentModificationDate?.timeIntervalSince1970 ?? 0
            found.append(
                StoredBlob(
                    id: BlobID(sha256: name), byteCount: values.fileSize ?? 0,
                    writtenAt: Timestamp(milliseconds: Int64(written * 1_000))))
        }
        return found
    }

    /// Removes a blob's file; missing is fine.
    public func remove(_ blob: BlobID) throws(BoxwoodError) {
        let place = try place(of: blob)
        guard unlink(place.file) != 0 else { return }
        guard errno == ENOENT else { throw failure("unlink", place.file) }
    }

    /// Moves a synced file into its place; also over one that is there already, whose bytes may have rotted.
    func adopt(_ path: String, as blob: BlobID) throws(BoxwoodError) {
        let place = try place(of: blob)
        try makeFolder(place.folder)
        guard rename(path, place.file) == 0 else { throw failure("rename", path) }
        try sync(place.folder)
    }

    private var blobs: String { folder + "/blobs" }
    private var incoming: String { folder + "/incoming" }

    /// Where a blob's file is; refuses what is no SHA-256, since it becomes part of a path.
    private func place(of blob: BlobID) throws(BoxwoodError) -> (folder: String, file: String) {
        guard blob.sha256.utf8.count == 64, Hexadecimal.bytes(blob.sha256) != nil else {
            throw BoxwoodError.notFound("file")
        }
        let folder = blobs + "/" + blob.sha256.prefix(2)
        return (folder, folder + "/" + blob.sha256.dropFirst(2))
    }

    private func makeFolder(_ path: String) throws(BoxwoodError) {
        guard mkdir(path, 0o700) != 0 else {
            guard let slash = path.lastIndex(of: "/") else { return }
            return try sync(String(path[..<slash]))
        }
        guard errno == EEXIST else { throw failure("mkdir", path) }
    }

    private func sync(_ folder: String) throws(BoxwoodError) {
        let descriptor = Self.openFolder(folder)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", folder) }
    }

    private static func openFile(_ path: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        #elseif canImport(Musl)
            Musl.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        #else
            Darwin.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        #endif
    }

    private static func openFolder(_ path: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        #elseif canImport(Musl)
            Musl.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        #else
            Darwin.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        #endif
    }

    private func removeLeftovers() throws(BoxwoodError) {
        guard let listing = opendir(incoming) else { throw failure("opendir", incoming) }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            do {
                try FileManager.default.removeItem(atPath: incoming + "/" + name)
            } catch {
                throw failure("remove", incoming + "/" + name)
            }
        }
    }
}
