import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Pictures that were made before, as files `{pack}/{request}` in a folder of bounded size.
///
/// What was not asked for the longest goes first. A file appears under its name only when it is whole, and carries a sum
/// of its bytes that is checked at every reading, so neither a crash nor a failing disk makes a wrong picture of it.
/// The folder may be emptied at any time. All calls block.
public final class DerivativeCache: Sendable {
    /// Which picture.
    public struct Name: Hashable, Sendable {
        let pack: String
        let request: String

        /// Names the answer to a request, made of a pack with this hash.
        public init(pack: String, request: ResolvedRequest) {
            self.pack = pack
            self.request = "r\(DerivativeRenderer.revision)-\(request.key)"
        }

        fileprivate init(pack: String, file: String) {
            self.pack = pack
            request = file
        }
    }

    fileprivate struct Entry {
        let bytes: Int
        var used: UInt64
    }

    fileprivate struct State {
        var entries: [Name: Entry] = [:]
        var bytes = 0
        var clock: UInt64 = 0
    }

    private let folder: String
    private let maximumBytes: Int
    private let state = Mutex(State())

    /// Opens a folder, makes it where it is missing, and takes stock of what it holds.
    ///
    /// - Throws: ``ImagingError`` with reason `io`.
    public init(folder: String, maximumBytes: Int) throws(ImagingError) {
        self.folder = folder
        self.maximumBytes = maximumBytes
        try DerivativeCache.makeFolder(folder)
        takeStock()
    }

    /// Bytes of all files.
    public var byteCount: Int { state.withLock { $0.bytes } }

    /// The picture, if it is kept and sound.
    public func file(_ name: Name) -> [UInt8]? {
        let isKept = state.withLock { state in
            state.clock += 1
            guard state.entries[name] != nil else { return false }
            state.entries[name]?.used = state.clock
            return true
        }
        guard isKept else { return nil }
        if let file = try? ReadOnlyFile(path: path(name)),
            var bytes = try? file.bytes(at: 0, upTo: file.size), bytes.count > 8
        {
            let sum = bytes.suffix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            bytes.removeLast(8)
            if sum == DerivativeCache.sum(bytes) { return bytes }
        }
        forget([name])
        return nil
    }

    /// Keeps a picture, and lets others go where the folder would grow too large.
    ///
    /// - Throws: ``ImagingError`` with reason `io`.
    public func keep(_ bytes: [UInt8], as name: Name) throws(ImagingError) {
        let size = bytes.count + 8
        guard size <= maximumBytes / 4 else { return }
        try DerivativeCache.makeFolder(folder)
        try DerivativeCache.makeFolder("\(folder)/\(name.pack)")
        try write(bytes, to: path(name))
        let excess = state.withLock { state -> [Name] in
            state.clock += 1
            let before = state.entries.updateValue(Entry(bytes: size, used: state.clock), forKey: name)
            state.bytes += size - (before?.bytes ?? 0)
            return state.excess(over: maximumBytes)
        }
        forget(excess)
    }

    /// Lets all pictures go that were made of a pack.
    public func forget(pack: String) {
        forget(state.withLock { state in state.entries.keys.filter { $0.pack == pack } })
        rmdir("\(folder)/\(pack)")
    }

    private func forget(_ names: [Name]) {
        for name in names {
            unlink(path(name))
            state.withLock { state in
                state.bytes -= state.entries.removeValue(forKey: name)?.bytes ?? 0
            }
        }
    }

    private func path(_ name: Name) -> String { "\(folder)/\(name.pack)/\(name.request)" }

    /// Not synced: a file that a crash cut short is found out by its sum.
    private func write(_ bytes: [UInt8], to path: String) throws(ImagingError) {
        let temporary = "\(path).\(UInt64.random(in: 0 ... .max)).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file("create", temporary, errno) }
        var sum = DerivativeCache.sum(bytes).littleEndian
        let isWritten =
            bytes.withUnsafeBytes { DerivativeCache.writeAll($0, descriptor, at: 0) }
            && withUnsafeBytes(of: &sum) { DerivativeCache.writeAll($0, descriptor, at: bytes.count) }
        let failure = errno
        close(descriptor)
        guard isWritten, rename(temporary, path) == 0 else {
            let code = isWritten ? errno : failure
            unlink(temporary)
            throw .file("write", temporary, code)
        }
    }

    private static func writeAll(
        _ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, at offset: Int
    ) -> Bool {
        var written = 0
        while written < bytes.count, let base = bytes.baseAddress {
            let count = pwrite(descriptor, base + written, bytes.count - written, off_t(offset + written))
            if count > 0 { written += count } else if errno != EINTR { return false }
        }
        return true
    }

    /// FNV-1a over words of eight bytes; tells damage, not malice.
    private static func sum(_ bytes: [UInt8]) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        bytes.withUnsafeBytes { buffer in
            var at = 0
            while at + 8 <= buffer.count {
                sum = (sum ^ buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x100_0000_01B3
                at += 8
            }
            while at < buffer.count {
                sum = (sum ^ UInt64(buffer[at])) &* 0x100_0000_01B3
                at += 1
            }
        }
        return sum ^ UInt64(bytes.count)
    }

    private static func makeFolder(_ path: String) throws(ImagingError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .file("make the folder", path, errno) }
    }

    /// Counts what an earlier process left; its half-written files go, and so does what is too much.
    private func takeStock() {
        let files = FileManager.default
        var found: [(name: Name, bytes: Int, changed: Date)] = []
        for pack in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
            for file in (try? files.contentsOfDirectory(atPath: "\(folder)/\(pack)")) ?? [] {
                let path = "\(folder)/\(pack)/\(file)"
                let attributes = try? files.attributesOfItem(atPath: path)
                guard !file.hasSuffix(".tmp"), let bytes = (attributes?[.size] as? NSNumber)?.intValue else {
                    unlink(path)
                    continue
                }
                let changed = attributes?[.modificationDate] as? Date ?? .distantPast
                found.append((Name(pack: pack, file: file), bytes, changed))
            }
        }
        found.sort { $0.changed < $1.changed }
        let excess = state.withLock { state -> [Name] in
            for file in found {
                state.clock += 1
                state.entries[file.name] = Entry(bytes: file.bytes, used: state.clock)
                state.bytes += file.bytes
            }
            return state.excess(over: maximumBytes)
        }
        forget(excess)
    }
}

extension DerivativeCache.State {
    /// What must go: with some to spare, so that not every new file finds the folder full.
    fileprivate func excess(over maximumBytes: Int) -> [DerivativeCache.Name] {
        guard bytes > maximumBytes else { return [] }
        var (left, names) = (bytes, [DerivativeCache.Name]())
        for entry in entries.sorted(by: { $0.value.used < $1.value.used }) {
            guard left > maximumBytes - maximumBytes / 8 else { break }
            left -= entry.value.bytes
            names.append(entry.key)
        }
        return names
    }
}
