import Geometry
import Testing

@testable import Agreement

@Suite("Hotspots and edge bands")
struct HotspotTests {
    private func grid(_ rows: [[Double]]) -> DensityGrid {
        var grid = DensityGrid(columns: rows[0].count, rows: rows.count)
        grid.values = rows.flatMap(\.self)
        return grid
    }

    @Test("cells hang together also over corners, and the heaviest part comes first")
    func connected() {
        let found = grid([
            [0.5, 0, 0, 0],
            [0, 0, 0.4, 0],
            [0, 0, 0, 0.8],
        ]).hotspots(from: 0.4)
        #expect(found.map(\.cells.count) == [2, 1])
        #expect(found[0].peak == 0.8 && abs(found[0].mean - 0.6) < 1e-12)
        #expect(found[0].top == Hotspot.Cell(column: 3, row: 2))
        let box = found[0].box(cell: 10, in: PixelSize(width: 35, height: 30))
        #expect(box == Box(x: 20, y: 10, width: 15, height: 20))
        #expect(found[0].meets(Box(x: 30, y: 20, width: 1, height: 1), cell: 10))
        #expect(
            !found[0].meets(Box(x: 30, y: 10, width: 5, height: 5), cell: 10), "the free corner of its box")
    }

    @Test("what is zero is nowhere hot, whatever the threshold")
    func zero() {
        #expect(grid([[0, 0], [0, 0]]).hotspots(from: 0).isEmpty)
        #expect(grid([[0, 0.1], [0, 0]]).hotspots(from: 0).count == 1)
        #expect(grid([[0, 0.1], [0, 0]]).hotspots(from: 0.2).isEmpty)
    }

    @Test("hotspots part the cells that reach the threshold", arguments: 0..<20 as Range<UInt64>)
    func partition(seed: UInt64) {
        var dice = Dice(seed)
        var grid = DensityGrid(columns: 13, rows: 9)
        for index in grid.values.indices { grid.values[index] = Double.random(in: 0...1, using: &dice) }
        let found = grid.hotspots(from: 0.6)
        let cells = found.flatMap(\.cells)
        #expect(Set(cells).count == cells.count)
        #expect(cells.count == grid.values.count { $0 >= 0.6 })
        for (one, other) in zip(found, found.dropFirst()) { #expect(one.weight >= other.weight) }
    }

    @Test("a band lies round the edge, is as wide as the edge is unsure, and there is none for a single vote")
    func bands() throws {
        var drawing = Drawing()
        for (person, shift) in [("ann", -12.0), ("ben", 0), ("cat", 12)] {
            drawing.box(person, 300 + shift, 300, 400, 400)
        }
        drawing.box("ann", 10, 10, 50, 50, label: "dog")
        let bands = EdgeBand.all(of: try consensus(drawing.answers(["ann", "ben", "cat"])))
        #expect(bands.count == 1)
        let band = try #require(bands.first)
        // The spread of −12, 0 and 12 is 12, that of the mean of three 12/√3.
        #expect(abs(band.deviations[0] - 12 / 3.0.squareRoot()) < 1e-9 && band.deviations[1] == 0)
        #expect(abs(band.halfWidths[0] - 13.579) < 0.001)
        let map = EdgeBandMap(bands, size: PixelSize(width: 1000, height: 1000))
        func at(_ x: Double, _ y: Double) -> Double { map.grid[Int(x) / map.cell, Int(y) / map.cell] }
        #expect(map.cell == 3)
        #expect(at(300, 500) > 0.9 && at(500, 300) > 0.6, "on the edges")
        #expect(at(500, 500) < 1e-6 && at(100, 100) < 1e-6, "well inside and outside")
        #expect(at(290, 500) > 0.2 && at(500, 290) < 0.01, "the left edge is unsure, the upper one is not")
    }

    @Test("a polygon's band follows its outline")
    func polygonBand() throws {
        var drawing = Drawing()
        for (person, shift) in [("ann", -6.0), ("ben", 6)] {
            let corners = [(200.0, 200.0), (800, 200), (800, 800), (200, 800)]
            drawing.shape(
                person,
                .polygon(Polygon(corners.map { ImagePoint(x: $0.0 + shift, y: $0.1 + shift) })))
        }
        let bands = EdgeBand.all(of: try consensus(drawing.answers(["ann", "ben"])))
        let map = EdgeBandMap(bands, size: PixelSize(width: 1000, height: 1000))
        #expect(map.grid[Int(200) / map.cell, 500 / map.cell] > 0.8)
        #expect(map.grid[500 / map.cell, 500 / map.cell] < 1e-6)
    }
}
