/// The entries of a zip file, read from its central directory.
///
/// Reads ordinary and zip64 archives in one part; enough for the archives this product writes.
///
/// Source: PKWARE APPNOTE 6.3.9 §4.3.7, §4.3.12, §4.3.14–16, §4.5.3.
struct ZipDirectory {
    /// One stored file.
    struct Entry {
        /// The path inside the archive.
        let name: [UInt8]
        /// 0 when the bytes are stored as they are.
        let method: Int
        /// The checksum of the bytes.
        let checksum: UInt32
        /// Bytes in the archive.
        let length: Int
        /// Where the entry's local header begins.
        let header: Int
    }

    /// In the order of the directory.
    let entries: [Entry]

    private static let endLength = 22
    private static let locatorLength = 20

    /// Reads the directory.
    ///
    /// - Throws: ``ImagingError`` with reason `corruptPack`, or `io`.
    init(_ file: borrowing ReadOnlyFile) throws(ImagingError) {
        let (start, length, count) = try ZipDirectory.locate(file)
        guard start >= 0, length >= 0, start <= file.size, length <= file.size - start else {
            throw .corruptPack("central directory outside the file")
        }
        let bytes = try file.bytes(at: start, upTo: length)
        var entries: [Entry] = []
        var offset = 0
        while offset < bytes.count {
            let (entry, next) = try ZipDirectory.entry(in: bytes, at: offset)
            guard entry.header >= 0, entry.length >= 0, entry.header <= start - entry.length else {
                throw .corruptPack("entry outside the file")
            }
            entries.append(entry)
            offset = next
        }
        guard entries.count == count else {
            throw .corruptPack("\(entries.count) entries where \(count) are announced")
        }
        self.entries = entries
    }

    /// The bytes of an entry, as ``PackWriter`` places them: behind a local header that repeats the name and has
    /// no extra field.
    ///
    /// What stands elsewhere is caught by the checksum; so no local header needs to be read.
    static func range(of entry: Entry, in file: borrowing ReadOnlyFile) throws(ImagingError) -> Range<Int> {
        let start = entry.header + 30 + entry.name.count
        guard entry.method == 0, start <= file.size - entry.length else {
            throw .corruptPack("entry past the end, or not stored")
        }
        return start..<start + entry.length
    }

    private static func locate(
        _ file: borrowing ReadOnlyFile
    ) throws(ImagingError) -> (start: Int, length: Int, count: Int) {
        let tailStart = max(0, file.size - endLength - 0xFFFF - locatorLength)
        let tail = try file.bytes(at: tailStart, upTo: file.size - tailStart)
        guard tail.count >= endLength else { throw .corruptPack("too short for a zip") }
        var end = tail.count - endLength
        while !isEnd(tail, end) {
            guard end > 0 else { throw .corruptPack("no end of central directory") }
            end -= 1
        }
        let count = little(tail, end + 10, 2)
        let length = little(tail, end + 12, 4)
        let start = little(tail, end + 16, 4)
        let locator = end - locatorLength
        guard locator >= 0, tail[locator...].starts(with: [0x50, 0x4B, 6, 7]) else {
            return (start, length, count)
        }
        let wide = try file.bytes(at: little(tail, locator + 8, 8), upTo: 56)
        guard wide.count == 56, wide.starts(with: [0x50, 0x4B, 6, 6]) else {
            throw .corruptPack("no zip64 end of central directory")
        }
        return (little(wide, 48, 8), little(wide, 40, 8), little(wide, 32, 8))
    }

    /// Whether the end record is here: its mark, and a comment that reaches to the end of the file.
    private static func isEnd(_ tail: [UInt8], _ place: Int) -> Bool {
        tail[place...].starts(with: [0x50, 0x4B, 5, 6])
            && place + endLength + little(tail, place + 20, 2) == tail.count
    }

    private static func entry(
        in bytes: [UInt8], at offset: Int
    ) throws(ImagingError) -> (entry: Entry, next: Int) {
        guard offset + 46 <= bytes.count, bytes[offset...].starts(with: [0x50, 0x4B, 1, 2]) else {
            throw .corruptPack("no directory entry at \(offset)")
        }
        let name = offset + 46
        let extra = name + little(bytes, offset + 28, 2)
        let comment = extra + little(bytes, offset + 30, 2)
        let next = comment + little(bytes, offset + 32, 2)
        guard next <= bytes.count else { throw .corruptPack("directory entry cut off") }
        var length = little(bytes, offset + 20, 4)
        var header = little(bytes, offset + 42, 4)
        let isPlainLengthWide = little(bytes, offset + 24, 4) == 0xFFFF_FFFF
        var wide = extra
        while wide + 4 <= comment {
            let fieldEnd = wide + 4 + little(bytes, wide + 2, 2)
            if little(bytes, wide, 2) == 1, fieldEnd <= comment {
                var at = wide + 4 + (isPlainLengthWide ? 8 : 0)
                if length == 0xFFFF_FFFF, at + 8 <= fieldEnd {
                    length = little(bytes, at, 8)
                    at += 8
                }
                if header == 0xFFFF_FFFF, at + 8 <= fieldEnd { header = little(bytes, at, 8) }
            }
            wide = fieldEnd
        }
        let method = little(bytes, offset + 10, 2)
        let checksum = UInt32(truncatingIfNeeded: little(bytes, offset + 16, 4))
        let entry = Entry(
            name: Array(bytes[name..<extra]), method: method, checksum: checksum, length: length,
            header: header)
        return (entry, next)
    }

    /// A little-endian number; one of eight bytes that has its top bit set comes out negative.
    private static func little(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        guard offset >= 0, offset + count <= bytes.count else { return -1 }
        return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

extension ImagingError {
    /// The error for a tile pack that is not what was written.
    static func corruptPack(_ detail: String) -> ImagingError {
        ImagingError(.corruptPack, "The stored tiles of this image are damaged.", detail: detail)
    }
}
