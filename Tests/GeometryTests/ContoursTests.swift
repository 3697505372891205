import Geometry
import Testing

@Suite("Contours")
struct ContoursTests {
    private func field(_ rows: [String]) -> (values: [Double], columns: Int, rows: Int) {
        (rows.joined().map { $0 == "#" ? 1 : 0 }, rows[0].count, rows.count)
    }

    private func polygons(_ picture: [String]) -> [Polygon] {
        let (values, columns, rows) = field(picture)
        return Contours.polygons(of: values, columns: columns, rows: rows, threshold: 0.5)
    }

    @Test("a ring of cells is one polygon with one hole, an island in it another polygon")
    func ringWithHole() {
        let found = polygons([
            ".........",
            ".#######.",
            ".#.....#.",
            ".#..#..#.",
            ".#.....#.",
            ".#######.",
            ".........",
        ])
        #expect(found.map(\.rings.count) == [2, 1])
        #expect(found[1].bounds.center == ImagePoint(x: 4.5, y: 3.5))
        #expect(found.allSatisfy { $0.firstDefect(in: PixelSize(width: 9, height: 7)) == nil })
        #expect(Polygon.signedArea(of: found[0].rings[0]) > 0)
        #expect(Polygon.signedArea(of: found[0].rings[1]) < 0)
    }

    @Test("an island with its own hole keeps it")
    func nested() {
        let found = polygons([
            "###########",
            "#.........#",
            "#.#######.#",
            "#.#.....#.#",
            "#.#######.#",
            "#.........#",
            "###########",
        ])
        #expect(found.map(\.rings.count) == [2, 2])
        #expect(found[0].area > found[1].area)
    }

    @Test("an outline at the edge of the grid runs along it")
    func wholeGrid() {
        let found = polygons(["###", "###"])
        #expect(found.count == 1)
        #expect(found[0].bounds == Box(x: 0, y: 0, width: 3, height: 2))
        // Only the four corners are cut, each by half a cell both ways.
        #expect(isClose(found[0].area, 6 - 4 * 0.125))
    }

    @Test("crosswise cells are joined exactly when their mean reaches the threshold")
    func saddles() {
        let values = [1.0, 0, 0, 1]
        #expect(Contours.polygons(of: values, columns: 2, rows: 2, threshold: 0.5).count == 1)
        #expect(Contours.polygons(of: values, columns: 2, rows: 2, threshold: 0.6).count == 2)
    }

    @Test("the outline of a slope lies where the slope reaches the threshold")
    func interpolation() {
        let values = (0..<6).flatMap { _ in (0..<10).map { Double($0) / 9 } }
        let found = Contours.polygons(of: values, columns: 10, rows: 6, threshold: 0.35)
        #expect(found.count == 1)
        // 0.35 lies between the centres of columns 3 and 4.
        #expect(isClose(found[0].bounds.x, 0.35 * 9 + 0.5))
    }

    @Test("nothing high, nothing at all and not-a-number give no polygon")
    func degenerate() {
        #expect(polygons(["...", "..."]).isEmpty)
        #expect(Contours.polygons(of: [], columns: 0, rows: 0, threshold: 0.5).isEmpty)
        #expect(Contours.polygons(of: [.nan, .nan], columns: 2, rows: 1, threshold: 0.5).isEmpty)
        // A value exactly at the threshold encloses no area.
        #expect(
            Contours.polygons(of: [0, 0, 0, 0, 1, 0, 0, 0, 0], columns: 3, rows: 3, threshold: 1).isEmpty)
    }

    @Test("every high cell centre is inside and every low one outside", arguments: 0..<60 as Range<UInt64>)
    func randomFields(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let (columns, rows) = (17, 13)
        let values = (0..<columns * rows).map { _ in random.number(0...1) }
        let found = Contours.polygons(of: values, columns: columns, rows: rows, threshold: 0.5)
        for row in 0..<rows {
            for column in 0..<columns {
                let center = ImagePoint(x: Double(column) + 0.5, y: Double(row) + 0.5)
                let around = found.count { $0.contains(center) }
                #expect(around == (values[row * columns + column] >= 0.5 ? 1 : 0))
            }
        }
        for polygon in found {
            #expect(polygon.firstDefect(in: PixelSize(width: columns, height: rows)) == nil)
        }
    }

    @Test(
        "a polygon drawn on a fine grid and traced again is nearly the same",
        arguments: 0..<20 as Range<UInt64>)
    func roundTrip(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        let polygon = random.blob(corners: 12)
        let bounds = polygon.bounds
        let grid = BitGrid(
            rasterizing: polygon,
            origin: ImagePoint(x: bounds.x - 1, y: bounds.y - 1),
            scale: 4,
            columns: Int(bounds.width + 2) * 4 + 4,
            rows: Int(bounds.height + 2) * 4 + 4
        )
        #expect(abs(grid.area - polygon.area) < 0.1 * polygon.perimeter)
        let values = grid.bits.map { $0 ? 1.0 : 0 }
        let traced = Contours.polygons(of: values, columns: grid.columns, rows: grid.rows, threshold: 0.5)
        let largest = traced.max { $0.area < $1.area }.map(grid.imagePolygon) ?? Polygon(rings: [])
        #expect(IoU.of(.polygon(largest), .polygon(polygon)) > 0.95)
    }
}
