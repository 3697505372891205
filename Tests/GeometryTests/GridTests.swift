import Geometry
import Testing

@Suite("Density and bit grids")
struct GridTests {
    @Test("coverage of a box adds up to its area", arguments: 0..<40 as Range<UInt64>)
    func boxCoverage(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let box = random.box()
        let grid = DensityGrid.coverage(of: box, cell: 7, columns: 25, rows: 25)
        #expect(isClose(grid.values.reduce(0, +) * 49, box.area))
        #expect(grid.values.allSatisfy { (0...1).contains($0) })
    }

    @Test("coverage by hand")
    func byHand() {
        let grid = DensityGrid.coverage(
            of: Box(x: 5, y: 0, width: 10, height: 20), cell: 10, columns: 3, rows: 2)
        #expect(grid.values == [0.5, 0.5, 0, 0.5, 0.5, 0])
        #expect(grid[1, 1] == 0.5)
    }

    @Test(
        "a polygon covers as much as its area, a box as polygon as much as the box",
        arguments: 0..<40 as Range<UInt64>)
    func polygonCoverage(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let shape = Shape.polygon(random.blob(corners: 14).clamped(to: PixelSize(width: 100, height: 100)))
        let grid = DensityGrid.coverage(of: shape, cell: 5, columns: 20, rows: 20)
        #expect(abs(grid.values.reduce(0, +) * 25 - shape.area) < 0.01 * shape.area + 1)
        let box = random.box()
        let exact = DensityGrid.coverage(of: box, cell: 5, columns: 20, rows: 20)
        let sampled = DensityGrid.coverage(
            of: .polygon(Polygon(box.corners)), cell: 5, columns: 20, rows: 20)
        for (a, b) in zip(exact.values, sampled.values) { #expect(abs(a - b) <= 1.0 / 16) }
    }

    @Test("shapes beyond the grid or without area cover nothing")
    func outside() {
        let far = Box(x: 1000, y: -500, width: 10, height: 10)
        for shape in [Shape.box(far), .polygon(Polygon(far.corners)), .polygon(Polygon(rings: []))] {
            #expect(DensityGrid.coverage(of: shape, cell: 5, columns: 4, rows: 4).maximum == 0)
        }
        let broken = Polygon(ring((1, 1), (.nan, 2), (3, 8)))
        #expect(DensityGrid.coverage(of: .polygon(broken), cell: 5, columns: 4, rows: 4).maximum == 0)
    }

    @Test("a cell is marked when its centre is inside", arguments: 0..<20 as Range<UInt64>)
    func bitGrid(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let polygon = random.tangle(corners: 8, in: 30)
        let grid = BitGrid(
            rasterizing: polygon, origin: ImagePoint(x: 5, y: -3), scale: 1.5, columns: 30, rows: 40)
        for row in 0..<40 {
            for column in 0..<30 {
                let center = grid.imagePoint(ImagePoint(x: Double(column) + 0.5, y: Double(row) + 0.5))
                #expect(grid[column, row] == polygon.contains(center))
            }
        }
    }

    @Test("distances are those to the nearest cell on the other side", arguments: 0..<20 as Range<UInt64>)
    func distances(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let polygon = random.tangle(corners: 7, in: 20)
        let grid = BitGrid(
            rasterizing: polygon, origin: ImagePoint(x: 0, y: 0), scale: 0.7, columns: 15, rows: 13)
        let distances = grid.signedDistances()
        for index in grid.bits.indices {
            let others = grid.bits.indices.filter { grid.bits[$0] != grid.bits[index] }
            let squares = others.map { other in
                let (dx, dy) = (other % 15 - index % 15, other / 15 - index / 15)
                return Double(dx * dx + dy * dy)
            }
            let nearest = squares.min().map { $0.squareRoot() - 0.5 } ?? 28
            #expect(isClose(distances[index], grid.bits[index] ? nearest : -nearest))
        }
    }

    @Test("the index finds the same pairs as comparing everything", arguments: 0..<20 as Range<UInt64>)
    func spatialIndex(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        var boxes = (0..<120).map { _ in random.box(in: 200) }
        boxes += (0..<30).map { _ in Box(x: random.number(0...200), y: 3, width: 0.5, height: 0.5) }
        boxes += [
            Box(x: 0, y: 0, width: 5000, height: 1), Box(x: 7, y: 7, width: 0, height: 9),
            Box(x: .nan, y: 0, width: 1, height: 1), Box(x: -1e308, y: 0, width: 1e308, height: 1),
        ]
        var expected: [[Int]] = []
        for first in boxes.indices.dropLast(2) {
            for second in boxes.indices.dropLast(2) where second > first {
                if boxes[first].intersection(boxes[second]) != nil { expected.append([first, second]) }
            }
        }
        #expect(SpatialIndex(boxes).pairs().map { [$0.first, $0.second] } == expected)
        #expect(SpatialIndex([]).candidates(boxes[0]).isEmpty)
    }
}
