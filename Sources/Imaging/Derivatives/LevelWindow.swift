import CVips
import Geometry

/// Pixels of one level of a pyramid, decoded tile by tile, and of each tile no more than is needed.
struct LevelWindow {
    let pack: TilePack
    let level: Int
    let columns: Range<Int>
    let rows: Range<Int>

    /// Decodes the window in strips as high as a row of tiles, from the top.
    ///
    /// - Parameter body: takes each row of pixels, three samples each, with its number in the level.
    /// - Throws: ``ImagingError``: `corruptPack`, `io`, `cancelled`.
    func forEachRow(
        _ cancellation: RenderCancellation, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
    ) throws(ImagingError) {
        let side = pack.grid.tileSize
        let stride = columns.count * 3
        var strip = [UInt8](repeating: 0, count: stride * min(side, rows.count))
        for row in rows.lowerBound / side...(rows.upperBound - 1) / side {
            let lines = rows.clamped(to: row * side..<(row + 1) * side)
            for column in columns.lowerBound / side...(columns.upperBound - 1) / side {
                try cancellation.check()
                try decode(TileGrid.Place(level: level, column: column, row: row), lines, into: &strip)
            }
            strip.withUnsafeBufferPointer { samples in
                for line in 0..<lines.count {
                    let pixels = samples[line * stride..<(line + 1) * stride]
                    body(UnsafeBufferPointer(rebasing: pixels), lines.lowerBound + line)
                }
            }
        }
    }

    /// The part of a tile that lies in the window, put where it belongs in the strip.
    private func decode(
        _ place: TileGrid.Place, _ lines: Range<Int>, into strip: inout [UInt8]
    ) throws(ImagingError) {
        let side = pack.grid.tileSize
        guard let size = pack.grid.outputSize(level: level, column: place.column, row: place.row),
            let bytes = try pack.tile(level: level, column: place.column, row: place.row)
        else { throw ImagingError(.outOfRange, "There is no such tile.") }
        let (left, top) = (place.column * side, place.row * side)
        let wanted = columns.clamped(to: left..<left + size.width)
        let stride = columns.count * 3
        let result = strip.withUnsafeMutableBufferPointer { samples in
            bytes.withUnsafeBufferPointer { file in
                boxwood_jpeg_decode_window(
                    file.baseAddress, file.count, Int32(size.width), Int32(size.height),
                    Int32(wanted.lowerBound - left), Int32(lines.lowerBound - top), Int32(wanted.count),
                    Int32(lines.count),
                    samples.baseAddress.map { $0 + (wanted.lowerBound - columns.lowerBound) * 3 }, stride)
            }
        }
        guard result == Int32(boxwood_jpeg_done.rawValue) else {
            let isOther = result == Int32(boxwood_jpeg_wrong_sides.rawValue)
            let tile = "tile \(level)/\(place.column)_\(place.row)"
            throw .corruptPack(
                isOther ? "\(tile) is not \(size.width) × \(size.height) pixels" : "\(tile) cannot be decoded"
            )
        }
    }
}
