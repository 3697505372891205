public import Geometry

extension DisagreementMap {
    /// The mean of the total layer over images, in coordinates relative to each image's sides.
    ///
    /// Each cell of the result takes the mean of the image's cells under it, weighted by the area they share. Images
    /// that fewer than two people answered are left out. O(images · cells).
    ///
    /// - Parameters:
    ///   - maps: each image's map with the image's size in pixels.
    ///   - columns: cells of the result from left to right.
    ///   - rows: cells of the result from top to bottom.
    /// - Returns: 0 everywhere if there is no image.
    public static func dataset(
        _ maps: [(DisagreementMap, PixelSize)], columns: Int = 64, rows: Int = 64
    ) -> DensityGrid {
        var sum = DensityGrid(columns: max(columns, 0), rows: max(rows, 0))
        var images = 0
        for (map, size) in maps
        where map.annotators > 1 && size.pixelCount > 0 && map.total.columns > 0 && map.total.rows > 0 {
            images += 1
            let across = shares(cell: map.cell, of: size.width, cells: map.total.columns, parts: sum.columns)
            let down = shares(cell: map.cell, of: size.height, cells: map.total.rows, parts: sum.rows)
            for (row, ownRows) in down.enumerated() {
                for (column, ownColumns) in across.enumerated() {
                    var value = 0.0
                    for (y, height) in ownRows {
                        for (x, width) in ownColumns { value += map.total[x, y] * width * height }
                    }
                    sum[column, row] += value
                }
            }
        }
        guard images > 0 else { return sum }
        for index in sum.values.indices { sum.values[index] /= Double(images) }
        return sum
    }

    /// For each of equal parts of a side: the cells it meets and the share of the part that each covers.
    private static func shares(
        cell: Int, of side: Int, cells: Int, parts: Int
    ) -> [[(cell: Int, share: Double)]] {
        let length = Double(side) / Double(max(parts, 1))
        return (0..<parts).map { part in
            let (from, to) = (Double(part) * length, Double(part + 1) * length)
            let first = min(Int(from / Double(cell)), cells - 1)
            let last = min(Int(to / Double(cell)), cells - 1)
            return (first...last).compactMap { index in
                let share = min(to, Double((index + 1) * cell)) - max(from, Double(index * cell))
                return share > 0 ? (index, share / length) : nil
            }
        }
    }
}
