import Geometry

/// How far the cells of a crop that lie between the outlines of several shapes are from each of these outlines.
///
/// Cells that lie with all their neighbours inside all shapes, or outside all, are left out: no outline between these
/// shapes passes there. Of shapes that differ little that leaves a narrow band.
struct DistanceFields {
    let crop: MergeCrop
    /// Cells inside each shape.
    let areas: [Int]
    /// The cells that were measured.
    private let band: CellRuns
    /// 1 for each cell of the crop inside all shapes, -1 for the others.
    private let sides: [Double]
    /// One field after another, a number for each cell of the band, in cells: positive inside, negative outside.
    private var values: [Double]

    /// Distances from polygons are those between cell centres, distances from boxes are exact.
    ///
    /// O(shapes · cells), but for cells in the band very little.
    init(of shapes: [Shape], in crop: MergeCrop) {
        self.crop = crop
        let grids = shapes.map { crop.grid(of: $0) }
        let covers = DistanceFields.covers(grids, cells: crop.count)
        let band = CellRuns(
            DistanceFields.disputed(covers, of: shapes.count, columns: crop.columns), columns: crop.columns,
            rows: crop.rows)
        var values = Array(repeating: 0.0, count: shapes.count * band.count)
        var transform = DistanceTransform()
        for (index, shape) in shapes.enumerated() {
            switch shape {
            case .polygon:
                transform.signedDistances(
                    of: grids[index], at: band, into: &values, from: index * band.count)
            case .box(let box):
                DistanceFields.measure(box, in: crop, at: band, into: &values, from: index * band.count)
            }
        }
        areas = grids.map(\.count)
        sides = covers.map { $0 == shapes.count ? 1 : -1 }
        self.band = band
        self.values = values
    }

    /// How many shapes each cell is inside of.
    private static func covers(_ grids: [BitGrid], cells: Int) -> [Int32] {
        var covers = [Int32](repeating: 0, count: cells)
        covers.withUnsafeMutableBufferPointer { covers in
            for grid in grids {
                grid.bits.withUnsafeBufferPointer { bits in
                    for cell in 0..<cells { covers[cell] &+= bits[cell] ? 1 : 0 }
                }
            }
        }
        return covers
    }

    /// The cells that, with their eight neighbours, are neither in all shapes nor in none.
    private static func disputed(_ covers: [Int32], of shapes: Int, columns: Int) -> [Bool] {
        let all = Int32(shapes)
        // Each cell gets what the three of its row are: 1 all in no shape, 2 all in every shape, 0 neither.
        var kinds = [UInt8](repeating: 0, count: covers.count)
        covers.withUnsafeBufferPointer { covers in
            for start in stride(from: 0, to: covers.count, by: columns) {
                for column in 0..<columns {
                    let cell = start + column
                    let (left, right) = (max(column - 1, 0) + start, min(column + 1, columns - 1) + start)
                    let isSame = covers[left] == covers[cell] && covers[right] == covers[cell]
                    let kind: UInt8 = covers[cell] == 0 ? 1 : covers[cell] == all ? 2 : 0
                    kinds[cell] = isSame ? kind : 0
                }
            }
        }
        return kinds.withUnsafeBufferPointer { kinds in
            kinds.indices.map { cell in
                let above = cell >= columns ? kinds[cell - columns] : kinds[cell]
                let below = cell + columns < kinds.count ? kinds[cell + columns] : kinds[cell]
                return kinds[cell] == 0 || above != kinds[cell] || below != kinds[cell]
            }
        }
    }

    /// A number for every cell of the crop, row-major: those of the band as given, the others with the right sign only.
    func whole(_ band: [Double]) -> [Double] {
        var field = sides
        var place = 0
        for run in self.band.runs {
            for cell in run {
                field[cell] = band[place]
                place += 1
            }
        }
        return field
    }

    /// The weighted mean of the distances, each held within `reach` of the outline; a number for each cell of the band.
    ///
    /// Where the weights on both sides are equal the distances beyond the reach decide: they count for a
    /// thousandth. Fields of weight 0 are left out.
    ///
    /// - Parameters:
    ///   - weights: one for each shape; they need not sum to 1.
    ///   - reach: in cells.
    func mean(weights: [Double], reach: Double) -> [Double] {
        let total = weights.reduce(0, +)
        let count = band.count
        var mean = Array(repeating: 0.0, count: count)
        mean.withUnsafeMutableBufferPointer { mean in
            values.withUnsafeBufferPointer { values in
                for (index, weight) in weights.enumerated() where weight > 0 {
                    let share = weight / total
                    let first = index * count
                    for cell in 0..<count {
                        let distance = values[first + cell]
                        let held = distance > reach ? reach : distance < -reach ? -reach : distance
                        mean[cell] += share * (held + 0.001 * distance)
                    }
                }
            }
        }
        return mean
    }

    /// The mean squared distance of each outline from a level line, in square cells, no distance counting for more
    /// than `reach`.
    ///
    /// - Parameter level: a field over the band whose zero level is the line; cells within half a cell of it are taken.
    func spread(around level: [Double], reach: Double) -> [Double] {
        let count = band.count
        let line = (0..<count).filter { abs(level[$0]) <= 0.5 }
        return areas.indices.map { index in
            let sum = line.reduce(0.0) { sum, cell in
                let distance = max(-reach, min(reach, values[index * count + cell]))
                return sum + distance * distance
            }
            return line.isEmpty ? 0 : sum / Double(line.count)
        }
    }

    /// At every cell of the band the largest distance that shapes with at least the needed weight reach.
    ///
    /// - Returns: a field for each number in `needed`, which must ascend: no field is above the one before.
    func reached(by needed: [Double], weights: [Double]) -> [[Double]] {
        let count = band.count
        var fields = Array(repeating: Array(repeating: 0.0, count: count), count: needed.count)
        var order = Array(weights.indices)
        for cell in 0..<count {
            // Insertion: few shapes, and in nearly the same order as at the cell before.
            for end in order.indices.dropFirst() {
                let moved = order[end]
                let distance = values[moved * count + cell]
                var place = end
                while place > 0, values[order[place - 1] * count + cell] < distance {
                    order[place] = order[place - 1]
                    place -= 1
                }
                order[place] = moved
            }
            var (sum, place) = (weights[order[0]], 0)
            for level in needed.indices {
                while sum < needed[level], place + 1 < order.count {
                    place += 1
                    sum += weights[order[place]]
                }
                fields[level][cell] = values[order[place] * count + cell]
            }
        }
        return fields
    }

    private static func measure(
        _ box: Box, in crop: MergeCrop, at band: CellRuns, into values: inout [Double], from offset: Int
    ) {
        var place = offset
        for run in band.runs {
            let row = run.lowerBound / crop.columns
            for cell in run {
                values[place] = crop.distance(of: box, column: cell - row * crop.columns, row: row)
                place += 1
            }
        }
    }
}
