import Geometry

/// How far every cell of a crop lies from the outline of each of several shapes.
struct DistanceFields {
    let crop: MergeCrop
    /// Cells inside each shape.
    let areas: [Int]
    /// One field after another, row-major, in cells: positive inside, negative outside.
    private var values: [Double]

    /// Distances from polygons are those between cell centres, distances from boxes are exact.
    ///
    /// Cells that lie with all their neighbours inside all shapes or outside all get a distance of the right sign
    /// only: no outline between these shapes passes there. O(shapes · cells).
    init(of shapes: [Shape], in crop: MergeCrop) {
        self.crop = crop
        let count = crop.count
        var values = Array(repeating: 0.0, count: shapes.count * count)
        var areas: [Int] = []
        var grids: [BitGrid?] = []
        var covers = Array(repeating: 0, count: count)
        for (index, shape) in shapes.enumerated() {
            switch shape {
            case .polygon(let polygon):
                let grid = crop.grid(of: polygon)
                for cell in 0..<count where grid.bits[cell] { covers[cell] += 1 }
                grids.append(grid)
                areas.append(grid.count)
            case .box(let box):
                values.withUnsafeMutableBufferPointer { values in
                    let target = values[(index * count)..<((index + 1) * count)]
                    DistanceFields.measure(box, in: crop, into: UnsafeMutableBufferPointer(rebasing: target))
                }
                var area = 0
                for cell in 0..<count where values[index * count + cell] >= 0 {
                    covers[cell] += 1
                    area += 1
                }
                grids.append(nil)
                areas.append(area)
            }
        }
        let wanted = DistanceFields.disputed(covers, of: shapes.count, columns: crop.columns)
        var transform = DistanceTransform()
        for (index, grid) in grids.enumerated() {
            guard let grid else { continue }
            transform.signedDistances(of: grid, into: &values, at: index * count, where: wanted)
        }
        self.areas = areas
        self.values = values
    }

    /// The cells that, with their eight neighbours, are neither in all shapes nor in none.
    private static func disputed(_ covers: [Int], of shapes: Int, columns: Int) -> [Bool] {
        // Each cell gets what the three of its row are: 1 all in no shape, 2 all in every shape, 0 neither.
        var kinds = Array(repeating: 0, count: covers.count)
        covers.withUnsafeBufferPointer { covers in
            for cell in covers.indices {
                let column = cell % columns
                let (from, to) = (column > 0 ? cell - 1 : cell, column + 1 < columns ? cell + 1 : cell)
                guard covers[from] == covers[cell], covers[to] == covers[cell] else { continue }
                kinds[cell] = covers[cell] == 0 ? 1 : covers[cell] == shapes ? 2 : 0
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

    /// The weighted mean of the distances, each held within `reach` of the outline.
    ///
    /// Where the weights on both sides are equal the distances beyond the reach decide: they count for a
    /// thousandth. Fields of weight 0 are left out.
    ///
    /// - Parameters:
    ///   - weights: one for each shape; they need not sum to 1.
    ///   - reach: in cells.
    func mean(weights: [Double], reach: Double) -> [Double] {
        let total = weights.reduce(0, +)
        let count = crop.count
        var mean = Array(repeating: 0.0, count: count)
        mean.withUnsafeMutableBufferPointer { mean in
            values.withUnsafeBufferPointer { values in
                for (index, weight) in weights.enumerated() where weight > 0 {
                    let share = weight / total
                    let first = index * count
                    for cell in 0..<count {
                        let distance = values[first + cell]
                        mean[cell] += share * (max(-reach, min(reach, distance)) + 0.001 * distance)
                    }
                }
            }
        }
        return mean
    }

    /// The mean squared distance of each outline from a level line, in square cells, no distance counting for more
    /// than `reach`.
    ///
    /// - Parameter level: a field whose zero level is the line; cells within half a cell of it are taken.
    func spread(around level: [Double], reach: Double) -> [Double] {
        let count = crop.count
        let line = (0..<count).filter { abs(level[$0]) <= 0.5 }
        return areas.indices.map { index in
            let sum = line.reduce(0.0) { sum, cell in
                let distance = max(-reach, min(reach, values[index * count + cell]))
                return sum + distance * distance
            }
            return line.isEmpty ? 0 : sum / Double(line.count)
        }
    }

    /// At every cell the largest distance that shapes with at least the needed weight reach.
    ///
    /// - Returns: a field for each number in `needed`, which must ascend: no field is above the one before.
    func reached(by needed: [Double], weights: [Double]) -> [[Double]] {
        let count = crop.count
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
        _ box: Box, in crop: MergeCrop, into values: UnsafeMutableBufferPointer<Double>
    ) {
        let near = crop.local(ImagePoint(x: box.x, y: box.y))
        let far = crop.local(ImagePoint(x: box.maxX, y: box.maxY))
        func beyond(_ index: Int, _ from: Double, _ to: Double) -> Double {
            let centre = Double(index - MergeCrop.margin) + 0.5
            return max(from / crop.cell - centre, centre - to / crop.cell)
        }
        let across = (0..<crop.columns).map { beyond($0, near.x, far.x) }
        for row in 0..<crop.rows {
            let down = beyond(row, near.y, far.y)
            for column in 0..<crop.columns {
                let (x, y) = (across[column], down)
                values[row * crop.columns + column] =
                    x > 0 && y > 0 ? -(x * x + y * y).squareRoot() : -max(x, y)
            }
        }
    }
}
