import Geometry

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes a tile pack: a zip of stored entries, which any unzip program opens as a Deep Zoom folder.
///
/// The same tiles give the same bytes: entries carry no time of day. Archives of more than 65,535 entries or
/// 4 GiB get zip64 records.
///
/// Source: PKWARE APPNOTE 6.3.9 §4.3.7, §4.3.12, §4.3.14–16, §4.5.3.
final class PackWriter {
    /// The name of the picture inside the pack.
    static let name = "image"

    private static let flushLength = 1 << 20
    /// 1 January 1980, the first day that a zip archive knows.
    private static let date = 0x21

    private var file: AtomicFile
    private var buffer: [UInt8] = []
    private var directory: [UInt8] = []
    private var entryCount = 0
    private var written = 0

    /// Begins a pack with the descriptor of its pyramid.
    ///
    /// - Parameter destination: where the pack will be once it is whole.
    init(destination: String, grid: TileGrid) throws(ImagingError) {
        file = try AtomicFile(destination: destination)
        buffer.reserveCapacity(PackWriter.flushLength * 2)
        let descriptor = Array(PackWriter.descriptor(of: grid).utf8)
        try descriptor.withUnsafeBufferPointer { bytes throws(ImagingError) in
            try add("\(PackWriter.name).dzi", bytes)
        }
    }

    /// Adds a tile: a whole JPEG file.
    func addTile(
        level: Int, column: Int, row: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(ImagingError) {
        try add("\(PackWriter.name)_files/\(level)/\(column)_\(row).jpg", bytes)
    }

    /// Writes the directory and gives the file its name.
    ///
    /// - Parameter durably: wait until the disk has it.
    /// - Returns: how many bytes the pack has.
    func finish(durably: Bool) throws(ImagingError) -> Int {
        let start = written + buffer.count
        buffer += directory
        let isWide = entryCount >= 0xFFFF || start >= 0xFFFF_FFFF || directory.count >= 0xFFFF_FFFF
        if isWide {
            let end = start + directory.count
            put(0x0606_4B50, 4)
            put(44, 8)
            put(45, 2)
            put(45, 2)
            put(0, 8)
            put(entryCount, 8)
            put(entryCount, 8)
            put(directory.count, 8)
            put(start, 8)
            put(0x0706_4B50, 4)
            put(0, 4)
            put(end, 8)
            put(1, 4)
        }
        put(0x0605_4B50, 4)
        put(0, 4)
        put(isWide ? 0xFFFF : entryCount, 2)
        put(isWide ? 0xFFFF : entryCount, 2)
        put(isWide ? 0xFFFF_FFFF : directory.count, 4)
        put(isWide ? 0xFFFF_FFFF : start, 4)
        put(0, 2)
        try flush()
        return try file.commit(durably: durably)
    }

    private func add(_ name: String, _ bytes: UnsafeBufferPointer<UInt8>) throws(ImagingError) {
        let header = written + buffer.count
        let isFar = header >= 0xFFFF_FFFF
        let name = Array(name.utf8)
        let checksum = Int(CRC32.of(UnsafeRawBufferPointer(bytes)))
        put(0x0403_4B50, 4)
        buffer += PackWriter.common(version: 20, checksum, bytes.count, name.count, extra: 0)
        buffer += name
        buffer += bytes
        directory += PackWriter.little(0x0201_4B50, 4) + PackWriter.little(45, 2)
        directory += PackWriter.common(
            version: isFar ? 45 : 20, checksum, bytes.count, name.count, extra: isFar ? 12 : 0)
        directory += PackWriter.little(0, 2 + 2 + 2 + 4)
        directory += PackWriter.little(isFar ? 0xFFFF_FFFF : header, 4) + name
        if isFar {
            directory += PackWriter.little(1, 2) + PackWriter.little(8, 2) + PackWriter.little(header, 8)
        }
        entryCount += 1
        if buffer.count >= PackWriter.flushLength { try flush() }
    }

    /// The fields that a local header and a directory entry have in common.
    private static func common(
        version: Int, _ checksum: Int, _ length: Int, _ nameLength: Int, extra: Int
    ) -> [UInt8] {
        little(version, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(date, 2)
            + little(checksum, 4) + little(length, 4) + little(length, 4) + little(nameLength, 2)
            + little(extra, 2)
    }

    private func put(_ value: Int, _ count: Int) { buffer += PackWriter.little(value, count) }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    private func flush() throws(ImagingError) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                write(file.descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .file("write", "a tile pack", errno)
            }
            done += count
        }
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    /// Source: Deep Zoom's schema, <http://schemas.microsoft.com/deepzoom/2008>.
    private static func descriptor(of grid: TileGrid) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="jpg" Overlap="0" \
        TileSize="\(grid.tileSize)">
          <Size Width="\(grid.size.width)" Height="\(grid.size.height)"/>
        </Image>

        """
    }
}
