import CVips

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open file that is read by position and closed when it goes away.
///
/// Any number of threads may read at once: `pread` moves no shared position.
struct ReadOnlyFile: ~Copyable, Sendable {
    /// Size when the file was opened, in bytes.
    let size: Int

    private let descriptor: Int32

    /// Opens a regular file.
    ///
    /// - Throws: ``ImagingError`` with reason `io`.
    init(path: String) throws(ImagingError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .file("open", path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ImagingError(.io, "The image is not a file.", detail: "not a regular file: \(path)")
        }
        self.descriptor = descriptor
        self.size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills a buffer from `offset`.
    ///
    /// - Parameter mayWait: also read from the disk what is not in memory.
    /// - Returns: whether the buffer was filled; false when the file ends before, or when it would have to wait.
    /// - Throws: ``ImagingError`` with reason `io`.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int, mayWait: Bool
    ) throws(ImagingError) -> Bool {
        guard let base = buffer.baseAddress, offset >= 0, offset <= size - buffer.count else { return false }
        if !mayWait {
            let got = boxwood_read_without_waiting(descriptor, base, buffer.count, Int64(offset))
            if got >= 0 || [EAGAIN, EOPNOTSUPP, ENOSYS, EINTR].contains(errno) { return got == buffer.count }
            throw .file("read", "descriptor \(descriptor)", errno)
        }
        var filled = 0
        while filled < buffer.count {
            let got = pread(descriptor, base + filled, buffer.count - filled, off_t(offset + filled))
            if got > 0 {
                filled += got
            } else if got == 0 {
                return false
            } else if errno != EINTR {
                throw .file("read", "descriptor \(descriptor)", errno)
            }
        }
        return true
    }

    /// Up to `count` bytes from `offset`: fewer only at the end of the file.
    ///
    /// - Throws: ``ImagingError`` with reason `io`.
    func bytes(at offset: Int, upTo count: Int) throws(ImagingError) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        let wanted = min(count, size - offset)
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted, let base = buffer.baseAddress {
                let got = pread(descriptor, base + filled, wanted - filled, off_t(offset + filled))
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    break
                } else if errno != EINTR {
                    failure = errno
                    break
                }
            }
        }
        guard failure == 0 else { throw .file("read", "descriptor \(descriptor)", failure) }
        return bytes
    }
}

extension ImagingError {
    /// The error for a system call that failed on a file.
    static func file(_ operation: String, _ path: String, _ code: Int32) -> ImagingError {
        ImagingError(
            .io,
            "The server could not \(operation) a file it needs.",
            detail: "\(operation) \(path): \(String(cString: strerror(code)))"
        )
    }
}
