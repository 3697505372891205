public import Geometry

/// Cells of a heatmap that lie together and all reach a threshold.
public struct Hotspot: Hashable, Sendable {
    /// Its cells from left to right, then down: column and row of each.
    public let cells: [Cell]
    /// The largest value, 0…1.
    public let peak: Double
    /// The cell that has it; of equals the first.
    public let top: Cell
    /// The mean value of its cells.
    public let mean: Double

    /// A place in a grid.
    public struct Cell: Hashable, Sendable {
        /// From the left, from 0.
        public let column: Int
        /// From the top, from 0.
        public let row: Int
    }

    /// Sum of its values: how much disagreement lies here.
    public var weight: Double { mean * Double(cells.count) }

    /// What it covers of an image, in pixels.
    ///
    /// - Parameter cell: the side of a cell.
    public func box(cell: Double, in size: PixelSize) -> Box {
        let columns = cells.map(\.column)
        let rows = cells.map(\.row)
        return Box(
            minX: Double(columns.min() ?? 0) * cell, minY: Double(rows.min() ?? 0) * cell,
            maxX: Double((columns.max() ?? 0) + 1) * cell, maxY: Double((rows.max() ?? 0) + 1) * cell
        ).clamped(to: size)
    }

    /// Whether a box covers some of it.
    ///
    /// - Parameter cell: the side of a cell.
    public func meets(_ box: Box, cell: Double) -> Bool {
        cells.contains { place in
            box.x < Double(place.column + 1) * cell && box.maxX > Double(place.column) * cell
                && box.y < Double(place.row + 1) * cell && box.maxY > Double(place.row) * cell
        }
    }
}

extension DensityGrid {
    /// The parts of the grid that hang together, also over corners, and whose values are positive and reach a threshold.
    ///
    /// O(cells).
    ///
    /// - Returns: by falling weight; of equals the one nearer to the top first.
    public func hotspots(from threshold: Double) -> [Hotspot] {
        var open = values.map { $0 > 0 && $0 >= threshold }
        var found: [Hotspot] = []
        for start in values.indices where open[start] {
            open[start] = false
            var members = [start]
            var next = 0
            while next < members.count {
                let (column, row) = (members[next] % columns, members[next] / columns)
                for y in max(0, row - 1)...min(rows - 1, row + 1) {
                    for x in max(0, column - 1)...min(columns - 1, column + 1) where open[y * columns + x] {
                        open[y * columns + x] = false
                        members.append(y * columns + x)
                    }
                }
                next += 1
            }
            found.append(hotspot(of: members.sorted()))
        }
        return found.enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    private func hotspot(of places: [Int]) -> Hotspot {
        func cell(_ place: Int) -> Hotspot.Cell {
            Hotspot.Cell(column: place % columns, row: place / columns)
        }
        let top = places.dropFirst().reduce(places[0]) { values[$1] > values[$0] ? $1 : $0 }
        return Hotspot(
            cells: places.map(cell), peak: values[top], top: cell(top),
            mean: places.reduce(0) { $0 + values[$1] } / Double(places.count))
    }
}
