import Crypto
import Labeling
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file in `incoming/` that is not a blob yet.
///
/// It is filled through ``append(_:)``, which hashes as it writes, or by another process that writes to, or renames
/// onto, ``path``; then the file is hashed as it is found when it is kept.
final class FileBlobDraft: BlobDraft {
    private struct State {
        var descriptor: Int32
        var hash = SHA256()
        var bytes = 0
    }

    let path: String
    private let maximumBytes: Int
    private let store: FileBlobStore
    private let failure: FileFailure
    private let state: Mutex<State?>

    init(path: String, maximumBytes: Int, store: FileBlobStore, failure: FileFailure) throws(BoxwoodError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", path) }
        self.path = path
        self.maximumBytes = maximumBytes
        self.store = store
        self.failure = failure
        state = Mutex(State(descriptor: descriptor))
    }

    deinit { discard() }

    func append(_ bytes: [UInt8]) throws(BoxwoodError) {
        try state.withLock { (state) throws(BoxwoodError) in
            guard var open = state else { throw Self.finished }
            guard bytes.count <= maximumBytes - open.bytes else { throw tooLarge }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(open.descriptor, $0.baseAddress, $0.count) }
                if count < 0 {
                    if errno == EINTR { continue }
                    throw failure("write", path)
                }
                rest = rest.dropFirst(count)
            }
            open.hash.update(data: bytes)
            open.bytes += bytes.count
            state = open
        }
    }

    func keep() throws(BoxwoodError) -> BlobID {
        try state.withLock { (state) throws(BoxwoodError) in
            guard let open = state else { throw Self.finished }
            let kept = open.bytes > 0 ? try sync(open) : try hashFile()
            try store.adopt(path, as: kept)
            close(open.descriptor)
            state = nil
            return kept
        }
    }

    func discard() {
        state.withLock { state in
            guard let open = state else { return }
            close(open.descriptor)
            unlink(path)
            state = nil
        }
    }

    private func sync(_ open: State) throws(BoxwoodError) -> BlobID {
        guard fsync(open.descriptor) == 0 else { throw failure("fsync", path) }
        return BlobID(sha256: Hexadecimal.text(open.hash.finalize()))
    }

    /// Hashes and syncs the file that is at the path now, which need not be the one this draft has made.
    private func hashFile() throws(BoxwoodError) -> BlobID {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        let (blob, bytes) = try FileHash.of(descriptor, path, failure)
        guard bytes <= maximumBytes else { throw tooLarge }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
        return blob
    }

    private var tooLarge: BoxwoodError {
        BoxwoodError(.tooLarge, "The file is larger than \(maximumBytes) bytes.", field: "file")
    }

    private static let finished = BoxwoodError(.internal, "This file was kept or thrown away already.")
}
