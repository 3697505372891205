public import Geometry

/// The parts of an image that somebody looked at closely enough to see every pixel of them, so that what they missed and
/// what they never looked at can be told apart.
///
/// A grid of square cells lies on the image from its top left corner; the last column and row may reach past it. What was
/// seen is kept as run lengths, as COCO's uncompressed masks are, but row by row.
public struct ScreenedArea: Codable, Hashable, Sendable {
    /// The most cells along a side.
    public static let mostCells = 1024

    /// The side of a cell, in image pixels.
    public let cell: Int
    /// How many cells in a row were not seen, seen, not seen and so on, row by row from the top left.
    public let counts: [Int]

    /// An area of these cells.
    public init(cell: Int, counts: [Int]) {
        self.cell = cell
        self.counts = counts
    }

    /// What is wrong with it for an image of this size, as a sentence; nil when it covers the image exactly.
    public func fault(on size: PixelSize) -> String? {
        guard cell > 0 else { return "A cell's side is above 0." }
        let (columns, rows) = grid(on: size)
        guard columns <= Self.mostCells, rows <= Self.mostCells else {
            return "There are at most \(Self.mostCells) cells along a side; these are \(columns) x \(rows)."
        }
        guard counts.count <= columns * rows + 1, counts.dropFirst().allSatisfy({ $0 > 0 }),
            counts.first.map({ $0 >= 0 }) ?? false, counts.allSatisfy({ $0 <= columns * rows })
        else { return "Only the first run may be empty, and none is longer than the image." }
        let sum = counts.reduce(0, +)
        return sum == columns * rows ? nil : "The runs hold \(sum) cells, the image \(columns) x \(rows)."
    }

    /// How many cells lie along the width and the height of an image.
    public func grid(on size: PixelSize) -> (columns: Int, rows: Int) {
        ((size.width - 1) / cell + 1, (size.height - 1) / cell + 1)
    }

    /// The part of all cells that was seen, 0…1.
    public var share: Double {
        var seen = 0
        var all = 0
        for (index, count) in counts.enumerated() {
            if index % 2 == 1 { seen += count }
            all += count
        }
        return all > 0 ? Double(seen) / Double(all) : 0
    }

    /// The part that was seen of the cells which a box touches, 0…1; 0 for a box outside the image.
    ///
    /// - Parameters:
    ///   - box: image pixels.
    ///   - size: the image's; the area has no ``fault(on:)`` there.
    public func share(of box: Box, on size: PixelSize) -> Double {
        let (columns, rows) = grid(on: size)
        let west = max(Int((box.x / Double(cell)).rounded(.down)), 0)
        let north = max(Int((box.y / Double(cell)).rounded(.down)), 0)
        let east = min(Int((box.maxX / Double(cell)).rounded(.up)), columns)
        let south = min(Int((box.maxY / Double(cell)).rounded(.up)), rows)
        guard west < east, north < south else { return 0 }
        var seen = 0
        var start = 0
        for (index, count) in counts.enumerated() {
            let end = start + count
            while index % 2 == 1, start < end {
                let (row, column) = start.quotientAndRemainder(dividingBy: columns)
                let after = min(end - row * columns, columns)
                if row >= north, row < south { seen += max(min(after, east) - max(column, west), 0) }
                start = row * columns + after
            }
            start = end
        }
        return Double(seen) / Double((east - west) * (south - north))
    }
}
