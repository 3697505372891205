import CVips
import Geometry
import Imaging
import Testing

@Suite("Tiles with a JPEG's own pixels")
struct ExactTilesTests {
    /// How the samples of all tiles of the largest level differ from those of the decoded upload.
    private struct Difference {
        var samples = 0
        var differing = 0
        var largest = 0
        /// Differing samples that do not touch the border between two tiles.
        var inside = 0
    }

    private func difference(_ upload: [UInt8], _ bench: Workbench) throws -> Difference {
        let pack = try bench.pack(upload)
        let original = try DecodedPicture(upload)
        let level = pack.levels - 1
        var found = Difference()
        for row in 0..<pack.grid.rows(level: level) {
            for column in 0..<pack.grid.columns(level: level) {
                let tile = try DecodedPicture(
                    try #require(try pack.tile(level: level, column: column, row: row)))
                #expect(tile.bands == original.bands)
                found.samples += tile.samples.count
                for y in 0..<tile.height {
                    let line = tile.width * tile.bands
                    let there = ((row * 512 + y) * original.width + column * 512) * tile.bands
                    let here = tile.samples[y * line..<(y + 1) * line]
                    let expected = original.samples[there..<there + line]
                    guard here != expected else { continue }
                    for (index, pair) in zip(here, expected).enumerated() where pair.0 != pair.1 {
                        found.differing += 1
                        found.largest = max(found.largest, abs(Int(pair.0) - Int(pair.1)))
                        let x = index / tile.bands
                        let isBorder = x == 0 || x == tile.width - 1 || y == 0 || y == tile.height - 1
                        if !isBorder { found.inside += 1 }
                    }
                }
            }
        }
        return found
    }

    @Test(
        "Without subsampling every sample is the upload's own",
        arguments: [".jpg[Q=93,subsample_mode=off]", ".jpg[Q=60,subsample_mode=off,interlace]"])
    func equal(_ suffix: String) throws {
        let bench = try Workbench()
        let found = try difference(TestPicture.noise(700, 530).encoded(suffix), bench)
        #expect(found.samples == 700 * 530 * 3)
        #expect(found.differing == 0)
    }

    @Test("A grey upload's samples are its own")
    func grey() throws {
        var picture = TestPicture.noise(700, 530, bands: 1)
        picture.interpretation = VIPS_INTERPRETATION_B_W
        let found = try difference(picture.encoded(".jpg[Q=80]"), Workbench())
        #expect(found.samples == 700 * 530)
        #expect(found.differing == 0)
    }

    @Test("With subsampled colour only samples at the tiles' borders differ")
    func subsampled() throws {
        let found = try difference(TestPicture.noise(700, 530).encoded(".jpg[Q=80]"), Workbench())
        #expect(found.inside == 0)
        #expect(Double(found.differing) / Double(found.samples) < 0.01)
    }

    @Test(
        "Sides of any length",
        arguments: [
            (1, 1), (2, 1), (1, 2), (3, 3), (7, 5), (1, 1000), (1000, 1), (513, 1), (701, 533), (1025, 3),
        ])
    func sides(_ width: Int, _ height: Int) throws {
        let bench = try Workbench()
        let upload = try TestPicture.noise(width, height).encoded(".jpg[Q=93,subsample_mode=off]")
        #expect(try difference(upload, bench).differing == 0)
        let pack = try TilePack(path: bench.path("pack.zip"))
        #expect(pack.size == PixelSize(width: width, height: height))
        for level in 0..<pack.levels {
            let tile = try DecodedPicture(try #require(try pack.tile(level: level, column: 0, row: 0)))
            #expect(tile.size == pack.grid.outputSize(level: level, column: 0, row: 0))
        }
    }

    @Test("The next smaller level shows the mean of the largest")
    func half() throws {
        let pack = try Workbench().pack(TestPicture.gradient(701, 533).encoded(".jpg[Q=95]"))
        let half = try DecodedPicture(try #require(try pack.tile(level: 9, column: 0, row: 0)))
        for (x, y) in [(0, 0), (175, 133), (350, 266)] {
            let expected = [Int((Double(x) * 2 + 1) * 255 / 701), Int((Double(y) * 2 + 1) * 255 / 533), 100]
            #expect(half.isClose(x, y, to: expected))
        }
    }

    @Test("A header that claims more rows than there are is no picture, one with stray bytes is")
    func rows() throws {
        let whole = try TestPicture.noise(96, 64).encoded(".jpg[Q=80]")
        let frame = try #require((0..<whole.count - 1).first { whole[$0] == 0xFF && whole[$0 + 1] == 0xC0 })
        var taller = whole
        taller[frame + 5] = 15
        #expect(ImagingError.thrown { _ = try Workbench().pack(taller) }?.reason == .truncated)
        let stray = Array(whole[..<frame]) + [1, 2, 3] + Array(whole[frame...])
        #expect(throws: Never.self) { try Workbench().pack(stray) }
    }

    @Test("A file that carries sRGB's own profile is taken as it is, one with another is converted")
    func profiles() throws {
        var picture = TestPicture(64, 64) { x, _ in x < 32 ? [220, 40, 40] : [30, 200, 60] }
        for (profile, isExact) in [("srgb", true), ("p3", false)] {
            picture.profile = profile
            let bench = try Workbench()
            let source = try bench.file("a.jpg", picture.encoded(".jpg[Q=95,subsample_mode=off]"))
            let image = try TilePackBuilder.build(source: source, destination: bench.path("pack.zip"))
            #expect(image.isExact == isExact, "\(profile)")
            let tile = try TilePack(path: bench.path("pack.zip")).tile(level: 6, column: 0, row: 0)
            let shown = try DecodedPicture(try #require(tile))
            #expect(shown.isClose(8, 30, to: [220, 40, 40], within: 8), "\(profile): \(shown.pixel(8, 30))")
            #expect(
                shown.isClose(56, 30, to: [30, 200, 60], within: 8), "\(profile): \(shown.pixel(56, 30))")
        }
    }

    @Test("What is turned, in ink, or no JPEG is decoded and encoded anew")
    func others() throws {
        var turned = TestPicture.gradient(64, 32)
        turned.integers["orientation"] = 6
        var ink = TestPicture(64, 32, bands: 4) { _, _ in [10, 20, 30, 40] }
        ink.interpretation = VIPS_INTERPRETATION_CMYK
        for bytes in [
            try turned.encoded(".jpg"), try ink.encoded(".jpg"),
            try TestPicture.gradient(64, 32).encoded(".png"),
        ] {
            let bench = try Workbench()
            let source = try bench.file("a", bytes)
            let image = try TilePackBuilder.build(source: source, destination: bench.path("pack.zip"))
            #expect(!image.isExact)
        }
    }

    @Test("The same upload gives the same pack, byte for byte")
    func deterministic() throws {
        for suffix in [".jpg", ".png"] {
            let bytes = try TestPicture.noise(700, 600).encoded(suffix)
            let (first, second) = (try Workbench(), try Workbench())
            _ = try first.pack(bytes)
            _ = try second.pack(bytes)
            #expect(try first.bytes("pack.zip") == second.bytes("pack.zip"))
        }
    }
}
