public import Geometry

/// An open tile pack: answers which bytes are which tile, by position in one file.
///
/// Opening reads the directory (a millisecond for 1,600 tiles); a tile is then a lookup and one `pread` of
/// already compressed bytes, whose checksum is verified: what was damaged on disk is an error, never a wrong
/// pixel. Any number of threads may read at once. Replacing the file under an open pack is harmless: the pack
/// goes on reading the old one.
public final class TilePack: Sendable {
    private struct Place {
        var offset = 0
        var length = 0
        var checksum: UInt32 = 0
    }

    /// Which tile covers which pixels.
    public let grid: TileGrid

    /// Size of the file.
    public let byteCount: Int

    private let file: ReadOnlyFile
    private let places: [[Place]]

    /// Opens a tile pack and checks that every tile of its grid is there.
    ///
    /// - Throws: ``ImagingError`` with reason `corruptPack` if it is not what ``TilePackBuilder`` writes, or
    ///   `io` if it cannot be read.
    public init(path: String, tileSize: Int = TilePackBuilder.tileSize) throws(ImagingError) {
        let file = try ReadOnlyFile(path: path)
        let directory = try ZipDirectory(file)
        let grid = TileGrid(size: try TilePack.size(directory, file, tileSize), tileSize: tileSize)
        guard grid.tileCount <= directory.entries.count else {
            throw .corruptPack("\(directory.entries.count) entries for \(grid.tileCount) tiles")
        }
        var places = (0...grid.maxLevel).map { level in
            [Place](repeating: Place(), count: grid.columns(level: level) * grid.rows(level: level))
        }
        var found = 0
        for entry in directory.entries {
            guard let tile = TilePack.tile(of: entry.name) else { continue }
            guard grid.outputSize(level: tile.level, column: tile.column, row: tile.row) != nil else {
                throw .corruptPack("tile outside the grid: \(String(decoding: entry.name, as: UTF8.self))")
            }
            let range = try ZipDirectory.range(of: entry, in: file)
            guard !range.isEmpty else { throw .corruptPack("an empty tile") }
            let index = tile.row * grid.columns(level: tile.level) + tile.column
            if places[tile.level][index].length == 0 { found += 1 }
            places[tile.level][index] = Place(
                offset: range.lowerBound, length: range.count, checksum: entry.checksum)
        }
        guard found == grid.tileCount else {
            throw .corruptPack("\(found) tiles where \(grid.tileCount) are needed")
        }
        self.grid = grid
        self.byteCount = file.size
        self.file = file
        self.places = places
    }

    /// Sides of the upright picture, in pixels.
    public var size: PixelSize { grid.size }

    /// How many levels there are; the last shows the picture in full.
    public var levels: Int { grid.levels }

    /// How many tiles all levels have together.
    public var tileCount: Int { grid.tileCount }

    /// The bytes of one tile: a whole JPEG file.
    ///
    /// - Returns: nil when there is no such tile.
    /// - Throws: ``ImagingError`` with reason `corruptPack` when the bytes are not those that were written, or
    ///   `io`.
    public func tile(level: Int, column: Int, row: Int) throws(ImagingError) -> [UInt8]? {
        guard let place = place(level, column, row) else { return nil }
        let bytes = try file.bytes(at: place.offset, upTo: place.length)
        guard bytes.count == place.length, CRC32.of(bytes) == place.checksum else {
            throw .corruptPack("tile \(level)/\(column)_\(row) does not have its checksum")
        }
        return bytes
    }

    /// Puts the bytes of one tile, a whole JPEG file, where the caller wants them.
    ///
    /// - Parameters:
    ///   - buffer: of the size that ``tileByteCount(level:column:row:)`` says.
    ///   - mayWait: also read from the disk what is not in memory.
    /// - Returns: false when it would have to wait and may not.
    /// - Throws: ``ImagingError`` with reason `corruptPack` or `io`.
    public func read(
        _ place: TileGrid.Place, into buffer: UnsafeMutableRawBufferPointer, mayWait: Bool
    ) throws(ImagingError) -> Bool {
        guard let stored = self.place(place.level, place.column, place.row), stored.length == buffer.count
        else { throw ImagingError(.outOfRange, "There is no such tile.") }
        guard try file.read(into: buffer, at: stored.offset, mayWait: mayWait) else {
            guard mayWait else { return false }
            throw .corruptPack("tile \(place.level)/\(place.column)_\(place.row) is cut off")
        }
        guard CRC32.of(UnsafeRawBufferPointer(buffer)) == stored.checksum else {
            throw .corruptPack("tile \(place.level)/\(place.column)_\(place.row) does not have its checksum")
        }
        return true
    }

    /// How many bytes a tile has, without reading it; nil when there is no such tile.
    public func tileByteCount(_ place: TileGrid.Place) -> Int? {
        tileByteCount(level: place.level, column: place.column, row: place.row)
    }

    /// How many bytes a tile has, without reading it; nil when there is no such tile.
    public func tileByteCount(level: Int, column: Int, row: Int) -> Int? {
        place(level, column, row)?.length
    }

    /// Reads every tile and holds it against its checksum.
    ///
    /// - Throws: ``ImagingError`` with reason `corruptPack` that names the first damaged tile, or `io`.
    public func verify() throws(ImagingError) {
        for level in 0...grid.maxLevel {
            for row in 0..<grid.rows(level: level) {
                for column in 0..<grid.columns(level: level) {
                    _ = try tile(level: level, column: column, row: row)
                }
            }
        }
    }

    private func place(_ level: Int, _ column: Int, _ row: Int) -> Place? {
        guard places.indices.contains(level), column >= 0, row >= 0 else { return nil }
        let columns = grid.columns(level: level)
        guard column < columns, row < grid.rows(level: level) else { return nil }
        return places[level][row * columns + column]
    }

    /// The tile an entry such as `image/image_files/11/3_4.jpg` holds; nil for any other entry.
    private static func tile(of name: [UInt8]) -> (level: Int, column: Int, row: Int)? {
        let parts = name.split(separator: UInt8(ascii: "/"))
        guard parts.count >= 3, parts[parts.count - 3].suffix(6).elementsEqual("_files".utf8),
            let level = decimal(parts[parts.count - 2])
        else { return nil }
        let pieces = parts[parts.count - 1].split(separator: UInt8(ascii: "."))
        guard pieces.count == 2, pieces[1].elementsEqual("jpg".utf8) else { return nil }
        let place = pieces[0].split(separator: UInt8(ascii: "_"))
        guard place.count == 2, let column = decimal(place[0]), let row = decimal(place[1]) else {
            return nil
        }
        return (level, column, row)
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// The picture's sides, from the Deep Zoom descriptor in the pack.
    private static func size(
        _ directory: ZipDirectory, _ file: borrowing ReadOnlyFile, _ tileSize: Int
    ) throws(ImagingError) -> PixelSize {
        let suffix = Array(".dzi".utf8)
        guard
            let entry = directory.entries.first(where: { $0.name.suffix(suffix.count).elementsEqual(suffix) }
            ),
            entry.length < 10_000
        else { throw .corruptPack("no Deep Zoom descriptor") }
        let range = try ZipDirectory.range(of: entry, in: file)
        let bytes = try file.bytes(at: range.lowerBound, upTo: range.count)
        guard CRC32.of(bytes) == entry.checksum else { throw .corruptPack("damaged Deep Zoom descriptor") }
        let text = String(decoding: bytes, as: UTF8.self)
        func attribute(_ name: String) -> Int? {
            let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
            let named = pieces.indices.first { index in
                pieces[index].hasSuffix(" \(name)=") || pieces[index].hasSuffix("\n\(name)=")
            }
            guard let named, named + 1 < pieces.count else { return nil }
            return Int(pieces[named + 1])
        }
        guard let width = attribute("Width"), let height = attribute("Height"),
            (1...1 << 30).contains(width), (1...1 << 30).contains(height),
            attribute("TileSize") == tileSize, attribute("Overlap") == 0
        else { throw .corruptPack("unreadable Deep Zoom descriptor") }
        return PixelSize(width: width, height: height)
    }
}
