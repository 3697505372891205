import Geometry
import Testing

@Suite("Tile grid")
struct TileGridTests {
    let grid = TileGrid(size: PixelSize(width: 20_000, height: 15_000))

    @Test("a 300-megapixel image has the tiles that Deep Zoom gives it")
    func counts() {
        let counts = (0..<grid.levels).reversed().map { grid.columns(level: $0) * grid.rows(level: $0) }
        #expect(counts == [1200, 300, 80, 20, 6, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(grid.maxLevel == 15)
        #expect(grid.tileCount == 1618)
        #expect(grid.scaleFactors == [1, 2, 4, 8, 16, 32, 64])
        #expect(grid.size(level: 0) == PixelSize(width: 1, height: 1))
        #expect(grid.size(level: 11) == PixelSize(width: 1250, height: 938))
    }

    @Test(
        "every tile is found again from its region and size",
        arguments: [
            (20_000, 15_000, 512), (1, 1, 512), (513, 511, 512), (1000, 1000, 256), (777, 3, 100),
            (512, 512, 512),
        ])
    func roundTrip(width: Int, height: Int, tileSize: Int) throws {
        let grid = TileGrid(size: PixelSize(width: width, height: height), tileSize: tileSize)
        for level in 0..<grid.levels {
            var area = 0
            for row in 0..<grid.rows(level: level) {
                for column in 0..<grid.columns(level: level) {
                    let region = try #require(grid.region(level: level, column: column, row: row))
                    let output = try #require(grid.outputSize(level: level, column: column, row: row))
                    let tile = try #require(
                        grid.tile(
                            x: region.x, y: region.y, width: region.width, height: region.height,
                            outputWidth: output.width, outputHeight: output.height))
                    #expect(tile == TileGrid.Place(level: level, column: column, row: row))
                    area += region.width * region.height
                }
            }
            #expect(area == width * height, "the tiles of a level cover the image once")
        }
    }

    @Test("an edge tile may be asked for unclipped")
    func unclipped() throws {
        let tile = try #require(
            grid.tile(x: 19_968, y: 14_848, width: 512, height: 512, outputWidth: 32, outputHeight: 152))
        #expect(tile == TileGrid.Place(level: 15, column: 39, row: 29))
    }

    @Test(
        "anything else is no tile",
        arguments: [
            [1, 0, 512, 512, 512, 512], [0, 0, 511, 512, 511, 512], [0, 0, 512, 512, 256, 256],
            [0, 0, 1024, 1024, 511, 512], [-512, 0, 512, 512, 512, 512], [20_480, 0, 512, 512, 512, 512],
            [0, 0, 0, 0, 0, 0], [0, 0, Int.max, Int.max, Int.max, Int.max], [Int.max, Int.min, 1, 1, 1, 1],
            [512, 0, 1024, 1024, 512, 512],
        ])
    func noTile(numbers: [Int]) {
        let tile = grid.tile(
            x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3],
            outputWidth: numbers[4], outputHeight: numbers[5])
        #expect(tile == nil)
    }

    @Test("tiles beyond the grid have no region")
    func beyond() {
        #expect(grid.region(level: 15, column: 40, row: 0) == nil)
        #expect(grid.region(level: 16, column: 0, row: 0) == nil)
        #expect(grid.region(level: -1, column: 0, row: 0) == nil)
        #expect(grid.region(level: 15, column: 0, row: -1) == nil)
    }
}

@Suite("Orientation")
struct OrientationTests {
    let stored = PixelSize(width: 30, height: 20)

    @Test(
        "the stored top-left corner goes where EXIF says",
        arguments: [
            (1, 0.0, 0.0), (2, 30, 0), (3, 30, 20), (4, 0, 20), (5, 0, 0), (6, 20, 0), (7, 20, 30),
            (8, 0, 30),
        ])
    func topLeft(value: Int, x: Double, y: Double) throws {
        let orientation = try #require(Orientation(rawValue: value))
        #expect(orientation.upright(ImagePoint(x: 0, y: 0), stored: stored) == ImagePoint(x: x, y: y))
    }

    @Test("there and back again", arguments: Orientation.allCases)
    func inverse(orientation: Orientation) {
        let point = ImagePoint(x: 4, y: 7)
        let upright = orientation.upright(point, stored: stored)
        #expect(orientation.stored(upright, stored: stored) == point)
        let size = orientation.size(ofStored: stored)
        #expect(size == (orientation.swapsSides ? PixelSize(width: 20, height: 30) : stored))
        let box = Box(x: 3, y: 4, width: 10, height: 5)
        let turned = orientation.upright(box, stored: stored)
        #expect(turned.area == box.area)
        #expect(turned.contains(orientation.upright(box.center, stored: stored)))
        #expect(turned.clamped(to: size) == turned)
    }

    @Test("values outside 1 to 8 are no orientation")
    func unknown() {
        #expect(Orientation(rawValue: 0) == nil)
        #expect(Orientation(rawValue: 9) == nil)
    }
}
