import Foundation
public import Labeling
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The right to write in a data folder, which one process has at a time; the kernel takes it back when that ends.
///
/// A lock of its own file, so that nothing outside SQLite ever opens or closes the database's files: closing one
/// would drop SQLite's locks on it.
public final class FolderLock: Sendable {
    /// The data folder.
    public let folder: String

    private let descriptor: Mutex<Int32?>

    private init(folder: String, descriptor: Int32) {
        self.folder = folder
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Takes the lock of a data folder, and writes who has it into the lock file.
    ///
    /// - Throws: ``BoxwoodError/Code/locked`` with the holder's process and URL when another has it.
    public static func acquire(_ folder: String) throws(BoxwoodError) -> FolderLock {
        let descriptor = open(path(in: folder), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
            throw .invalid("data", "The lock file \(path(in: folder)) can't be opened.")
        }
        guard isLocked(descriptor) else {
            let holder = read(descriptor)?.description ?? "another process"
            close(descriptor)
            throw BoxwoodError(.locked, "The data folder \(folder) is in use by \(holder).")
        }
        let lock = FolderLock(folder: folder, descriptor: descriptor)
        try lock.write(LockHolder(pid: getpid()))
        return lock
    }

    /// Tells others where this process serves, and the secret with which they may talk to it.
    public func publish(url: String, token: String) throws(BoxwoodError) {
        try write(LockHolder(pid: getpid(), url: url, token: token))
    }

    /// Who has the lock of a data folder; nil when nobody has.
    ///
    /// Blocks for up to a tenth of a second while the holder is writing.
    public static func holder(of folder: String) -> LockHolder? {
        let descriptor = open(path(in: folder), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        for _ in 0..<20 {
            if let holder = read(descriptor) { return holder }
            usleep(5000)
        }
        return nil
    }

    /// Gives the lock back; a second call does nothing.
    public func release() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            ftruncate(open, 0)
            close(open)
            descriptor = nil
        }
    }

    private static func path(in folder: String) -> String { folder + "/boxwood.lock" }

    /// Tries for a while, because someone who asks for the holder has the lock for an instant.
    private static func isLocked(_ descriptor: Int32) -> Bool {
        for attempt in 0..<10 {
            if attempt > 0 { usleep(10_000) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        }
        return false
    }

    private static func read(_ descriptor: Int32) -> LockHolder? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return try? JSONDecoder().decode(LockHolder.self, from: Data(bytes[..<count]))
    }

    private func write(_ holder: LockHolder) throws(BoxwoodError) {
        let isWritten = descriptor.withLock { descriptor in
            guard let descriptor, let data = try? JSONEncoder().encode(holder) else { return false }
            let bytes = [UInt8](data)
            return ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
        }
        guard isWritten else {
            throw BoxwoodError(.internal, "The lock file of \(folder) can't be written.")
        }
    }
}
