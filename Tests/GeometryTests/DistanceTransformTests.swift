import Geometry
import Testing

@Suite("Distance transform")
struct DistanceTransformTests {
    @Test("Grids of several sizes one after another, each as if it were the first")
    func reuse() {
        var random = RandomShapes(seed: 4)
        var transform = DistanceTransform()
        for (columns, rows) in [(30, 20), (5, 40), (41, 3), (1, 1), (0, 4), (7, 1), (1, 9), (30, 20)] {
            var grid = BitGrid(
                rasterizing: random.tangle(corners: 9, in: 40), origin: ImagePoint(x: 0, y: 0), scale: 1,
                columns: columns, rows: rows)
            if columns == 7 { grid.bits[3] = true }
            var values = Array(repeating: 99.0, count: columns * rows + 2)
            transform.signedDistances(of: grid, into: &values, from: 1)
            #expect(Array(values[1..<(1 + columns * rows)]) == grid.signedDistances())
            #expect(values.first == 99 && values.last == 99)
        }
    }

    @Test("By hand")
    func byHand() {
        var grid = BitGrid(origin: ImagePoint(x: 0, y: 0), scale: 1, columns: 4, rows: 1)
        #expect(grid.signedDistances() == [-5, -5, -5, -5])
        grid.bits[1] = true
        #expect(grid.signedDistances() == [-0.5, 0.5, -0.5, -1.5])
    }
}
