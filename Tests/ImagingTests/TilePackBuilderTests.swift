import CVips
import Foundation
import Geometry
import Imaging
import Testing

@Suite("Making tile packs")
struct TilePackBuilderTests {
    @Test(
        "A turned picture is stored upright",
        arguments: [
            (1, [0, 1, 2, 3]), (2, [1, 0, 3, 2]), (3, [3, 2, 1, 0]), (4, [2, 3, 0, 1]),
            (5, [0, 2, 1, 3]), (6, [2, 0, 3, 1]), (7, [3, 1, 2, 0]), (8, [1, 3, 0, 2]),
        ]
    )
    func orientation(_ tag: Int, _ uprightCorners: [Int]) throws {
        let colors: [[UInt16]] = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [220, 220, 30]]
        var picture = TestPicture(64, 32) { x, y in colors[(y < 16 ? 0 : 2) + (x < 32 ? 0 : 1)] }
        picture.integers["orientation"] = tag
        let shown = try Workbench().shown(picture.encoded(".jpg[Q=95]"))
        #expect(shown.size == PixelSize(width: tag > 4 ? 32 : 64, height: tag > 4 ? 64 : 32))
        for (corner, stored) in uprightCorners.enumerated() {
            let x = corner % 2 == 0 ? shown.width / 4 : shown.width * 3 / 4
            let y = corner < 2 ? shown.height / 4 : shown.height * 3 / 4
            #expect(shown.isClose(x, y, to: colors[stored].map(Int.init), within: 12), "corner \(corner)")
        }
    }

    @Test("What is transparent becomes white")
    func transparency() throws {
        let picture = TestPicture(40, 20, bands: 4) { x, _ in x < 20 ? [200, 0, 0, 255] : [0, 0, 200, 0] }
        let shown = try Workbench().shown(picture.encoded(".png"))
        #expect(shown.bands == 3)
        #expect(shown.isClose(5, 10, to: [200, 0, 0], within: 10))
        #expect(shown.isClose(35, 10, to: [255, 255, 255], within: 10))
    }

    @Test("16-bit pictures keep their tones, with and without transparency", arguments: [3, 4])
    func sixteenBits(_ bands: Int) throws {
        var picture = TestPicture(40, 20, bands: bands) { x, _ in
            Array([200 * 257, 100 * 257, 50 * 257, x < 20 ? 65_535 : 0].prefix(bands))
        }
        picture.is16Bit = true
        picture.interpretation = VIPS_INTERPRETATION_RGB16
        let shown = try Workbench().shown(picture.encoded(".png"))
        #expect(shown.isClose(5, 10, to: [200, 100, 50]))
        #expect(shown.isClose(35, 10, to: bands == 4 ? [255, 255, 255] : [200, 100, 50]))
    }

    @Test("CMYK becomes RGB")
    func cmyk() throws {
        var picture = TestPicture(48, 32, bands: 4) { x, _ in x < 24 ? [0, 0, 0, 0] : [255, 0, 0, 0] }
        picture.interpretation = VIPS_INTERPRETATION_CMYK
        let shown = try Workbench().shown(picture.encoded(".jpg[Q=95]"))
        #expect(shown.bands == 3)
        #expect(shown.isClose(6, 16, to: [255, 255, 255], within: 10), "no ink is white")
        let cyan = shown.pixel(42, 16)
        #expect(cyan[0] < 90 && cyan[2] > 180, "cyan ink is cyan: \(cyan)")
    }

    @Test("Grey becomes RGB of equal parts")
    func grey() throws {
        var picture = TestPicture(32, 32, bands: 1) { x, _ in [UInt16(x * 8)] }
        picture.interpretation = VIPS_INTERPRETATION_B_W
        let shown = try Workbench().shown(picture.encoded(".png"))
        #expect(shown.isClose(16, 16, to: [128, 128, 128]))
    }

    @Test("WebP and TIFF are ingested", arguments: [".webp[Q=95]", ".tif"])
    func otherFormats(_ suffix: String) throws {
        let bytes = try TestPicture.gradient(100, 60).encoded(suffix)
        let shown = try Workbench().shown(bytes, limits: ImageLimits(allowTIFF: true))
        #expect(shown.isClose(50, 30, to: [128, 128, 100], within: 12))
    }

    @Test("A file cut off anywhere is refused, and nothing is left behind", arguments: 1..<16)
    func truncated(_ sixteenths: Int) throws {
        let picture = TestPicture(300, 200) { x, y in
            [UInt16(x * y % 256), UInt16(x * 7 % 256), UInt16(y * 5 % 256)]
        }
        for suffix in [".jpg[Q=95]", ".png", ".webp", ".jpg[interlace]"] {
            let bench = try Workbench()
            let whole = try picture.encoded(suffix)
            let source = try bench.file("cut", Array(whole.prefix(whole.count * sixteenths / 16)))
            let error = ImagingError.thrown {
                _ = try TilePackBuilder.build(source: source, destination: bench.path("pack.zip"))
            }
            #expect(error?.reason == .truncated, "\(suffix)")
            #expect(error?.message == "The image is damaged or incomplete.")
            #expect(bench.names == ["cut"])
        }
    }

    @Test("Camera, place and comments do not reach the pack")
    func metadata() throws {
        var picture = TestPicture.gradient(600, 400)
        picture.texts["exif-ifd0-Make"] = "SECRETCAMERA (SECRETCAMERA, ASCII, 13 components, 13 bytes)"
        picture.texts["exif-ifd3-GPSLatitude"] =
            "52/1 31/1 0/1 (SECRETPLACE, Rational, 3 components, 24 bytes)"
        let bytes = try picture.encoded(".jpg")
        #expect(bytes.holds("SECRETCAMERA"), "the upload does carry it")
        let bench = try Workbench()
        let pack = try bench.pack(bytes)
        let packed = try bench.bytes("pack.zip")
        for word in ["SECRETCAMERA", "GPSLatitude", "exif", "Exif", bench.folder.lastPathComponent] {
            #expect(!packed.holds(word), "\(word)")
        }
        #expect(pack.size == PixelSize(width: 600, height: 400))
    }

    @Test("An ingested image is described, and replaces what was at its destination")
    func described() async throws {
        let bench = try Workbench()
        let source = try bench.file("a.jpg", TestPicture.gradient(700, 300).encoded(".jpg"))
        _ = try bench.file("pack.zip", [1, 2, 3])
        let image = try await InProcessIngester().ingest(source: source, destination: bench.path("pack.zip"))
        #expect(image.format == .jpeg)
        #expect(image.size == PixelSize(width: 700, height: 300))
        #expect(image.byteCount == (try bench.bytes("pack.zip")).count)
        #expect(try TilePack(path: bench.path("pack.zip")).size == image.size)
        #expect(bench.names == ["a.jpg", "pack.zip"])
    }

    @Test("A destination that cannot be written is an error of the server")
    func unwritable() throws {
        let bench = try Workbench()
        let source = try bench.file("a.png", TestPicture.gradient(10, 10).encoded(".png"))
        let error = ImagingError.thrown {
            _ = try TilePackBuilder.build(source: source, destination: bench.path("missing/pack.zip"))
        }
        #expect(error?.reason == .io)
    }
}

extension [UInt8] {
    /// Whether the bytes of a text occur.
    func holds(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard count >= wanted.count, let first = wanted.first else { return false }
        return (0...count - wanted.count).contains { start in
            self[start] == first && self[start..<start + wanted.count].elementsEqual(wanted)
        }
    }
}
