import Geometry
import Imaging
import TestSupport
import Testing

@Suite("Addresses of tiles")
struct TileAddressTests {
    private static let grid = TileGrid(size: PixelSize(width: 20_000, height: 15_000))

    private static func tile(_ path: String, in grid: TileGrid = grid) -> TileGrid.Place? {
        TileAddress(path)?.tile(in: grid)
    }

    @Test(
        "What viewers send is understood",
        arguments: [
            ("/iiif/3/ab/0,0,512,512/512,512/0/default.jpg", 15, 0, 0),
            ("/iiif/3/ab/0,0,512,512/max/0/default.jpg", 15, 0, 0),
            ("/iiif/3/ab/512,1024,1024,1024/512,512/0/default.jpg", -1, 0, 0),
            ("/iiif/3/ab/1024,2048,1024,1024/512,512/0/default.jpg", 14, 1, 2),
            ("/iiif/3/ab/19968,14848,32,152/32,152/0/default.jpg", 15, 39, 29),
            ("/iiif/3/ab/19968,14848,512,512/32,152/0/default.jpg", 15, 39, 29),
            ("/iiif/3/ab/full/313,235/0/default.jpg", 9, 0, 0),
            ("/iiif/3/ab/full/313,/0/default.jpg", 9, 0, 0),
            ("/iiif/2/ab/full/313,/0/default.jpg", 9, 0, 0),
            ("/iiif/2/ab/0,0,20000,15000/313,/0/default.jpg", 9, 0, 0),
            ("/iiif/2/ab/1024,2048,1024,1024/512,/0/default.jpg", 14, 1, 2),
            ("/iiif/2/ab/0,0,512,512/full/0/default.jpg", 15, 0, 0),
            ("/dzi/ab_files/15/39_29.jpg", 15, 39, 29),
            ("/dzi/ab_files/0/0_0.jpg", 0, 0, 0),
            ("/dzi/ab_files/15/40_0.jpg", -1, 0, 0), ("/dzi/ab_files/16/0_0.jpg", -1, 0, 0),
        ])
    func viewers(path: String, level: Int, column: Int, row: Int) {
        let expected = level < 0 ? nil : TileGrid.Place(level: level, column: column, row: row)
        #expect(Self.tile(path) == expected)
    }

    @Test(
        "What is spelled otherwise is left to the slower reader",
        arguments: [
            "", "/", "/iiif/3/", "/iiif/3/ab", "/iiif/3/ab/info.json", "/iiif/4/ab/full/max/0/default.jpg",
            "/iiif/3/ab/0,0,512,512/512,512/0/default.jpg?x=1",
            "/iiif/3/ab/0,0,512,512/512,512/90/default.jpg",
            "/iiif/3/ab/0,0,512,512/512,512/0/default.png", "/iiif/3/ab/0,0,512,512/512,512/0/gray.jpg",
            "/iiif/3/ab/00,0,512,512/512,512/0/default.jpg", "/iiif/3/ab/0,0,512,512/full/0/default.jpg",
            "/iiif/3/ab/0,0,512,512/^512,512/0/default.jpg", "/iiif/3/ab/0,0,512/512,512/0/default.jpg",
            "/iiif/3/ab/0,0,512,512/,512/0/default.jpg",
            "/iiif/3/ab/0,0,1234567890,512/512,512/0/default.jpg",
            "/iiif/3/ab/0,0,512,512/512,512/0/default.jpg/", "/iiif/3/a%62/0,0,512,512/512,512/0/default.jpg",
            "/iiif/3//0,0,512,512/512,512/0/default.jpg", "/dzi/ab.dzi", "/dzi/ab_files/15/0_0.png",
            "/dzi/_files/15/0_0.jpg", "/dzi/ab/15/0_0.jpg", "/dzi/ab_files/15/0,0.jpg",
        ])
    func others(path: String) {
        #expect(TileAddress(path) == nil)
    }

    @Test(
        "Where it finds a tile, so does the slower reader, and the same one",
        arguments: 0..<60 as Range<UInt64>)
    func agreesWithRequests(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let size = PixelSize(
            width: Int.random(in: 1...3000, using: &random), height: Int.random(in: 1...3000, using: &random))
        let grid = TileGrid(size: size)
        var found = 0
        for level in 0...grid.maxLevel {
            let (columns, rows) = (grid.columns(level: level), grid.rows(level: level))
            let place = TileGrid.Place(
                level: level, column: Int.random(in: 0..<columns, using: &random),
                row: Int.random(in: 0..<rows, using: &random))
            let request = try #require(ResolvedRequest(tile: place, in: grid))
            let (region, output) = (request.region, request.output)
            let step = grid.tileSize * grid.scale(level: level)
            for area in [
                "\(region.x),\(region.y),\(region.width),\(region.height)",
                "\(region.x),\(region.y),\(step),\(step)", "full",
            ] {
                for sides in ["\(output.width),\(output.height)", "\(output.width),", "max"] {
                    for version in IIIFVersion.allCases {
                        let rest = "\(area)/\(sides)/0/default.jpg"
                        let fast = Self.tile("\(version.prefix)ab/\(rest)", in: grid)
                        let slow = try? IIIFRequestTests.request(rest, IIIFRules(version: version)).tile(
                            in: grid)
                        #expect(fast == slow, "\(version.prefix)…/\(rest) of \(size)")
                        found += fast == nil ? 0 : 1
                    }
                }
            }
            let canonical = request.canonical(IIIFRules())
            #expect(
                try IIIFRequestTests.request(canonical).tile(in: grid)
                    == grid.tile(
                        x: region.x, y: region.y, width: region.width, height: region.height,
                        outputWidth: output.width, outputHeight: output.height))
        }
        #expect(found >= grid.levels)
    }
}
