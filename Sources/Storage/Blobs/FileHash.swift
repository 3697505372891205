import Crypto
import Labeling

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Names a file by its bytes.
enum FileHash {
    /// Reads an open file from where it stands to its end.
    ///
    /// - Returns: the name, and how many bytes were read.
    static func of(
        _ descriptor: Int32, _ path: String, _ failure: FileFailure
    ) throws(BoxwoodError) -> (blob: BlobID, bytes: Int) {
        var hash = SHA256()
        var total = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read", path)
            }
            if count == 0 { break }
            total += count
            buffer.withUnsafeBytes {
                hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
        }
        return (BlobID(sha256: Hexadecimal.text(hash.finalize())), total)
    }
}
