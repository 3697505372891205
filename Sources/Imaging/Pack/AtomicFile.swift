#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A new file that appears under its name only when it is whole.
///
/// Written beside its destination and renamed: a crash of the process leaves the old file or the new one, and
/// at worst a leftover whose name ends in `.tmp`.
struct AtomicFile: ~Copyable {
    /// Where to write.
    let descriptor: Int32

    private let temporary: String
    private let destination: String
    private var isCommitted = false

    /// Creates the temporary file, next to the destination.
    init(destination: String) throws(ImagingError) {
        let temporary = "\(destination).\(UInt64.random(in: 0 ... .max)).tmp"
        let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .file("create", temporary, errno) }
        self.temporary = temporary
        self.destination = destination
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        if !isCommitted { unlink(temporary) }
    }

    /// Gives the file its name.
    ///
    /// - Parameter durably: sync the bytes before and the folder afterwards, so that a crash of the machine too
    ///   leaves the old file or the new one.
    /// - Returns: how many bytes the file has.
    mutating func commit(durably: Bool = true) throws(ImagingError) -> Int {
        var status = stat()
        guard !durably || fsync(descriptor) == 0, fstat(descriptor, &status) == 0 else {
            throw .file("sync", temporary, errno)
        }
        guard rename(temporary, destination) == 0 else { throw .file("rename", temporary, errno) }
        isCommitted = true
        if durably { try AtomicFile.syncFolder(of: destination) }
        return Int(status.st_size)
    }

    private static func syncFolder(of path: String) throws(ImagingError) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file("open", folder, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .file("sync", folder, errno) }
    }
}
