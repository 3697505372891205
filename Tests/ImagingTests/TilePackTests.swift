import Geometry
import Imaging
import TestSupport
import Testing

@Suite("Reading tile packs")
struct TilePackTests {
    @Test(
        "A pack has exactly the tiles of its grid, each of the right size",
        arguments: [
            (1, 1), (1, 3000), (3000, 1), (512, 512), (513, 512), (1024, 1024), (1025, 700), (1300, 2049),
        ]
    )
    func grid(_ width: Int, _ height: Int) throws {
        let pack = try Workbench().pack(TestPicture.gradient(width, height).encoded(".png[compression=1]"))
        let grid = TileGrid(size: PixelSize(width: width, height: height))
        #expect(pack.grid == grid)
        #expect(pack.levels == grid.maxLevel + 1)
        var seen = 0
        for level in 0...grid.maxLevel {
            for row in 0..<grid.rows(level: level) {
                for column in 0..<grid.columns(level: level) {
                    let bytes = try #require(try pack.tile(level: level, column: column, row: row))
                    #expect(pack.tileByteCount(level: level, column: column, row: row) == bytes.count)
                    let tile = try DecodedPicture(bytes)
                    #expect(tile.size == grid.outputSize(level: level, column: column, row: row))
                    seen += 1
                }
            }
        }
        #expect(seen == pack.tileCount)
    }

    @Test("There is no tile outside the grid")
    func outside() throws {
        let pack = try Workbench().pack(TestPicture.gradient(1025, 700).encoded(".png"))
        for (level, column, row) in [(-1, 0, 0), (12, 0, 0), (11, 3, 0), (11, 0, 2), (11, -1, 0), (0, 1, 0)] {
            #expect(try pack.tile(level: level, column: column, row: row) == nil)
        }
    }

    @Test("Tiles show the source's pixels in their place")
    func pixels() throws {
        let pack = try Workbench().pack(TestPicture.gradient(1300, 900).encoded(".png"))
        for level in stride(from: 11, through: 8, by: -1) {
            let scale = 1 << (11 - level)
            for row in 0..<pack.grid.rows(level: level) {
                for column in 0..<pack.grid.columns(level: level) {
                    let tile = try DecodedPicture(
                        try #require(try pack.tile(level: level, column: column, row: row)))
                    for (x, y) in [
                        (0, 0), (tile.width / 2, tile.height / 3), (tile.width - 1, tile.height - 1),
                    ] {
                        let sourceX = (Double(column * 512 + x) + 0.5) * Double(scale)
                        let sourceY = (Double(row * 512 + y) + 0.5) * Double(scale)
                        let expected = [Int(sourceX * 255 / 1300), Int(sourceY * 255 / 900), 100]
                        #expect(
                            tile.isClose(x, y, to: expected),
                            "level \(level) tile \(column),\(row) at \(x),\(y)")
                    }
                }
            }
        }
    }

    @Test("A pack that was cut off is reported as damaged", arguments: [0, 10, 200, 5000, 20_000])
    func cut(_ missing: Int) throws {
        let bench = try Workbench()
        _ = try bench.pack(TestPicture.gradient(1025, 700).encoded(".png"))
        let whole = try bench.bytes("pack.zip")
        let path = try bench.file("cut.zip", Array(whole.dropLast(missing)))
        let error = ImagingError.thrown { _ = try TilePack(path: path) }
        #expect(error?.reason == (missing == 0 ? nil : .corruptPack))
    }

    @Test("Files that are no packs are reported as damaged")
    func notPacks() throws {
        let bench = try Workbench()
        let jpeg = try TestPicture.gradient(10, 10).encoded(".jpg")
        let strangers: [[UInt8]] = [
            [], [1, 2, 3], jpeg, Array(repeating: 0, count: 100_000), StoredZip.archive([("a.txt", [1])]),
            StoredZip.archive(StoredZip.tiny(jpeg).dropLast()),
            StoredZip.archive(StoredZip.tiny(jpeg) + [("x_files/9/0_0.jpg", jpeg)]),
        ]
        for bytes in strangers {
            let path = try bench.file("pack.zip", bytes)
            #expect(ImagingError.thrown { _ = try TilePack(path: path) }?.reason == .corruptPack)
        }
        #expect(ImagingError.thrown { _ = try TilePack(path: bench.path("none")) }?.reason == .io)
    }

    @Test("A tile overwritten on disk is reported, not served")
    func overwritten() throws {
        let bench = try Workbench()
        let pack = try bench.pack(TestPicture.gradient(40, 40).encoded(".png"))
        let tile = try #require(try pack.tile(level: 6, column: 0, row: 0))
        let whole = try bench.bytes("pack.zip")
        let start = try #require(
            (0..<whole.count - tile.count).first { whole[$0..<$0 + tile.count].elementsEqual(tile) })
        for place in [0, tile.count / 2, tile.count - 1] {
            var bytes = whole
            bytes[start + place] ^= 4
            let damaged = try TilePack(path: try bench.file("damaged.zip", bytes))
            let reason = ImagingError.thrown { _ = try damaged.tile(level: 6, column: 0, row: 0) }?.reason
            #expect(reason == .corruptPack)
            #expect(try damaged.tile(level: 5, column: 0, row: 0) != nil, "the others are sound")
            #expect(ImagingError.thrown { try damaged.verify() }?.reason == .corruptPack)
        }
        #expect(throws: Never.self) { try pack.verify() }
    }

    @Test("Random damage to the directory never crashes", arguments: 0..<60 as Range<UInt64>)
    func randomDamage(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bench = try Workbench()
        let jpeg = try TestPicture.gradient(2, 2).encoded(".jpg")
        var bytes = StoredZip.archive(StoredZip.tiny(jpeg), isWide: seed % 2 == 0)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: max(0, bytes.count - 500)..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        let path = try bench.file("pack.zip", bytes)
        do {
            let pack = try TilePack(path: path)
            #expect(pack.tileCount == 2)
            try pack.verify()
        } catch {
            #expect(error.reason == .corruptPack)
        }
    }

    @Test("Ordinary and zip64 archives are both read", arguments: [false, true])
    func zip64(_ isWide: Bool) throws {
        let bench = try Workbench()
        let jpeg = try TestPicture.gradient(2, 2).encoded(".jpg")
        let path = try bench.file("pack.zip", StoredZip.archive(StoredZip.tiny(jpeg), isWide: isWide))
        let pack = try TilePack(path: path)
        #expect(pack.size == PixelSize(width: 2, height: 2))
        #expect(try pack.tile(level: 1, column: 0, row: 0) == jpeg)
    }

    @Test("Many readers at once read the same bytes")
    func concurrentReaders() async throws {
        let bench = try Workbench()
        let pack = try bench.pack(TestPicture.gradient(1025, 700).encoded(".png"))
        let expected = try pack.tile(level: 11, column: 1, row: 1)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<32 {
                group.addTask { try pack.tile(level: 11, column: 1, row: 1) == expected }
            }
            for try await same in group { #expect(same) }
        }
    }
}
