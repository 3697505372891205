import Foundation
import Geometry
import Imaging
import Testing

@Suite("Looking at uploads")
struct ProbeTests {
    struct BadFile: CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let reason: ImagingError.Reason
        let words: String
        var testDescription: String { name }

        init(_ name: String, _ bytes: [UInt8], _ reason: ImagingError.Reason, _ words: String) {
            self.name = name
            self.bytes = bytes
            self.reason = reason
            self.words = words
        }
    }

    @Test("Each accepted format is recognised by content", arguments: ImageFormat.allCases)
    func formats(_ format: ImageFormat) throws {
        let suffix = [ImageFormat.jpeg: ".jpg", .png: ".png", .webp: ".webp", .tiff: ".tif"][format] ?? ""
        let bench = try Workbench()
        let path = try bench.file("photo.txt", TestPicture.gradient(40, 30).encoded(suffix))
        let probed = try ImageProbe.probe(path: path, limits: ImageLimits(allowTIFF: true))
        #expect(probed.format == format)
        #expect(probed.storedSize == PixelSize(width: 40, height: 30))
        #expect(probed.uprightSize == probed.storedSize)
        #expect(probed.bands == 3)
        #expect(probed.frames == 1)
        #expect(probed.byteCount == (try bench.bytes("photo.txt")).count)
    }

    @Test("A progressive JPEG and a turned one are seen as such")
    func interlacedAndTurned() throws {
        let bench = try Workbench()
        var picture = TestPicture.gradient(40, 30)
        picture.integers["orientation"] = 6
        let path = try bench.file("a.jpg", picture.encoded(".jpg[interlace]"))
        let probed = try ImageProbe.probe(path: path)
        #expect(probed.isInterlaced)
        #expect(probed.orientation == .rotated90)
        #expect(probed.uprightSize == PixelSize(width: 30, height: 40))
    }

    @Test(
        "What is not an acceptable picture is refused in its own words",
        arguments: [
            BadFile("zero bytes", [], .empty, "empty"),
            BadFile("text", Array("hello, hello, hello".utf8), .notAnImage, "not a picture"),
            BadFile(
                "SVG", Array("<?xml version=\"1.0\"?><svg xmlns=\"x\"/>".utf8), .unsupportedFormat("SVG"),
                "SVG"),
            BadFile(
                "SVG after a comment", Array("\n<!-- a --><svg/>".utf8), .unsupportedFormat("SVG"), "SVG"),
            BadFile("HTML", Array("<!DOCTYPE html><p>".utf8), .unsupportedFormat("HTML"), "HTML"),
            BadFile("MATLAB", Array("MATLAB 5.0 MAT-file".utf8), .unsupportedFormat("MATLAB"), "MATLAB"),
            BadFile("GIF", Array("GIF89a\u{1}\u{0}\u{1}\u{0}".utf8), .unsupportedFormat("GIF"), "GIF"),
            BadFile("PDF", Array("%PDF-1.7 ".utf8), .unsupportedFormat("PDF"), "PDF"),
            BadFile("HEIC", [0, 0, 0, 24] + Array("ftypheic0000".utf8), .unsupportedFormat("HEIC"), "HEIC"),
            BadFile("TIFF", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0], .unsupportedFormat("TIFF"), "TIFF"),
            BadFile("huge PNG", CraftedPNG.header(60_000, 60_000), .tooLarge("pixels"), "60000 × 60000"),
            BadFile("wide PNG", CraftedPNG.header(70_000, 10), .tooLarge("side"), "70000 × 10"),
            BadFile("PNG without pixels", CraftedPNG.header(10, 10), .truncated, "damaged or incomplete"),
            BadFile("PNG signature", Array(CraftedPNG.header(10, 10).prefix(8)), .truncated, "damaged"),
            BadFile("JPEG start", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], .truncated, "damaged or incomplete"),
            BadFile("WebP start", Array("RIFF\u{10}\u{0}\u{0}\u{0}WEBPVP8 ".utf8), .truncated, "damaged"),
        ]
    )
    func refused(_ bad: BadFile) throws {
        let bench = try Workbench()
        let path = try bench.file("holiday.jpg", bad.bytes)
        let error = ImagingError.thrown { _ = try ImageProbe.probe(path: path) }
        #expect(error?.reason == bad.reason)
        #expect(error?.message.contains(bad.words) == true, "\(error?.message ?? "no error")")
        #expect(error?.message.contains(bench.folder.path) == false, "no path in the message")
    }

    @Test("Of an animation the frames are counted, and too many are refused")
    func animations() throws {
        let bench = try Workbench()
        var strip = TestPicture.gradient(16, 48)
        strip.integers["page-height"] = 16
        for bytes in [try strip.encoded(".webp"), try CraftedPNG.animated(frames: 3)] {
            let path = try bench.file("a", bytes)
            let probed = try ImageProbe.probe(path: path)
            #expect(probed.frames == 3)
            #expect(probed.storedSize == PixelSize(width: 16, height: 16))
            let limits = ImageLimits(maximumFrames: 2)
            let error = ImagingError.thrown { _ = try ImageProbe.probe(path: path, limits: limits) }
            #expect(error?.reason == .multipleFrames)
            #expect(error?.message.contains("3 frames") == true)
        }
    }

    @Test("A file beyond the limit in bytes is refused, and one at the limit is not")
    func byteLimit() throws {
        let bench = try Workbench()
        let bytes = try TestPicture.gradient(20, 20).encoded(".png")
        let path = try bench.file("a.png", bytes)
        #expect(throws: Never.self) {
            try ImageProbe.probe(path: path, limits: ImageLimits(maximumBytes: bytes.count))
        }
        let limits = ImageLimits(maximumBytes: bytes.count - 1)
        #expect(
            ImagingError.thrown { _ = try ImageProbe.probe(path: path, limits: limits) }?.reason
                == .tooLarge("bytes"))
    }

    @Test("A progressive JPEG that would need too much memory is refused; a baseline one is not")
    func memoryLimit() throws {
        let bench = try Workbench()
        let picture = TestPicture.gradient(400, 300)
        let baseline = try bench.file("a.jpg", picture.encoded(".jpg"))
        let progressive = try bench.file("b.jpg", picture.encoded(".jpg[interlace]"))
        let needed = try ImageProbe.probe(path: baseline).workingBytes
        #expect(try ImageProbe.probe(path: progressive).workingBytes > needed + 400 * 300)
        let limits = ImageLimits(maximumWorkingBytes: needed + 100_000)
        #expect(throws: Never.self) { try ImageProbe.probe(path: baseline, limits: limits) }
        let error = ImagingError.thrown { _ = try ImageProbe.probe(path: progressive, limits: limits) }
        #expect(error?.reason == .tooLarge("memory"))
        #expect(error?.message.contains("progressive") == true)
    }

    @Test("A missing file and a folder are errors of the server, not of the picture")
    func missing() throws {
        let bench = try Workbench()
        for path in [bench.path("nothing"), bench.folder.path] {
            #expect(ImagingError.thrown { _ = try ImageProbe.probe(path: path) }?.reason == .io)
        }
    }

    @Test("A file name with libvips options in it is only a name")
    func bracketedName() throws {
        let bench = try Workbench()
        let path = try bench.file("a[page=7].jpg", TestPicture.gradient(20, 10).encoded(".jpg"))
        #expect(try ImageProbe.probe(path: path).storedSize == PixelSize(width: 20, height: 10))
    }
}
