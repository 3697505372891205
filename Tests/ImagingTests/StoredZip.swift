import TestSupport

/// Writes zip archives of stored entries, byte by byte.
enum StoredZip {
    /// The entries of a pack for a picture of 2 × 2 pixels.
    static func tiny(_ tile: [UInt8]) -> [(String, [UInt8])] {
        let descriptor = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Image xmlns="http://schemas.microsoft.com/deepzoom/2008"
              Format="jpg"
              Overlap="0"
              TileSize="512"
              >
              <Size
                Height="2"
                Width="2"
              />
            </Image>
            """
        return [("x.dzi", Array(descriptor.utf8)), ("x_files/0/0_0.jpg", tile), ("x_files/1/0_0.jpg", tile)]
    }

    /// An archive; a wide one keeps all sizes and offsets of its directory in zip64 fields.
    static func archive(_ entries: some Sequence<(String, [UInt8])>, isWide: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        var count = 0
        for (name, content) in entries {
            let offset = bytes.count
            let checksum = Int(PNGFile.cyclicRedundancy(content))
            let fixed: [UInt8] =
                little(45, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(checksum, 4)
            let sizes = little(content.count, 4) + little(content.count, 4)
            let wideSizes = little(content.count, 8) + little(content.count, 8)
            bytes += little(0x0403_4B50, 4) + fixed + sizes
            bytes += little(name.utf8.count, 2) + little(0, 2) + Array(name.utf8) + content
            let extra = isWide ? little(1, 2) + little(24, 2) + wideSizes + little(offset, 8) : []
            directory += little(0x0201_4B50, 4) + little(45, 2) + fixed + (isWide ? little(-1, 8) : sizes)
            directory += little(name.utf8.count, 2) + little(extra.count, 2) + little(0, 2) + little(0, 2)
            directory +=
                little(0, 2) + little(0, 4) + little(isWide ? -1 : offset, 4) + Array(name.utf8) + extra
            count += 1
        }
        let start = bytes.count
        bytes += directory
        if isWide {
            let end = bytes.count
            bytes +=
                little(0x0606_4B50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 4)
                + little(0, 4)
            bytes += little(count, 8) + little(count, 8) + little(directory.count, 8) + little(start, 8)
            bytes += little(0x0706_4B50, 4) + little(0, 4) + little(end, 8) + little(1, 4)
        }
        bytes += little(0x0605_4B50, 4) + little(0, 2) + little(0, 2)
        bytes += little(isWide ? -1 : count, 2) + little(isWide ? -1 : count, 2)
        bytes += little(isWide ? -1 : directory.count, 4) + little(isWide ? -1 : start, 4) + little(0, 2)
        return bytes
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
