import CVips
import Imaging
import Testing

@Suite("Samples of every kind become sRGB")
struct ColourTests {
    @Test("Grey of 8 and 16 bits, with and without transparency", arguments: [false, true], [1, 2])
    func grey(_ is16Bit: Bool, _ bands: Int) throws {
        var picture = TestPicture(40, 20, bands: bands) { x, _ in
            let unit: UInt16 = is16Bit ? 257 : 1
            return Array([100 * unit, (x < 20 ? 255 : 0) * unit].prefix(bands))
        }
        picture.is16Bit = is16Bit
        picture.interpretation = is16Bit ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_B_W
        let shown = try Workbench().shown(picture.encoded(".png"))
        #expect(shown.bands == 3)
        #expect(shown.isClose(5, 10, to: [100, 100, 100]))
        let right = bands == 2 ? 255 : 100
        #expect(shown.isClose(35, 10, to: [right, right, right]))
    }

    @Test("One bit and a palette", arguments: [".png[bitdepth=1]", ".png[palette,bitdepth=2]"])
    func fewColours(_ suffix: String) throws {
        var picture = TestPicture(40, 20, bands: 1) { x, _ in [x < 20 ? 0 : 255] }
        picture.interpretation = VIPS_INTERPRETATION_B_W
        let shown = try Workbench().shown(picture.encoded(suffix))
        #expect(shown.isClose(5, 10, to: [0, 0, 0]))
        #expect(shown.isClose(35, 10, to: [255, 255, 255]))
    }

    @Test("TIFF in grey, ink, 16 bits and one bit", arguments: ["grey", "ink", "16", "1"])
    func tiff(_ kind: String) throws {
        var picture: TestPicture
        var suffix = ".tif"
        switch kind {
        case "grey":
            picture = TestPicture(40, 20, bands: 1) { x, _ in [x < 20 ? 50 : 200] }
            picture.interpretation = VIPS_INTERPRETATION_B_W
        case "ink":
            picture = TestPicture(40, 20, bands: 4) { x, _ in [0, 0, 0, x < 20 ? 255 : 0] }
            picture.interpretation = VIPS_INTERPRETATION_CMYK
        case "16":
            picture = TestPicture(40, 20) { x, _ in
                x < 20 ? [50 * 257, 50 * 257, 50 * 257] : [51_400, 51_400, 51_400]
            }
            picture.is16Bit = true
            picture.interpretation = VIPS_INTERPRETATION_RGB16
        default:
            picture = TestPicture(40, 20, bands: 1) { x, _ in [x < 20 ? 0 : 255] }
            picture.interpretation = VIPS_INTERPRETATION_B_W
            suffix = ".tif[bitdepth=1]"
        }
        let shown = try Workbench().shown(picture.encoded(suffix), limits: ImageLimits(allowTIFF: true))
        #expect(shown.bands == 3)
        let (dark, light) = (shown.pixel(5, 10)[0], shown.pixel(35, 10)[0])
        #expect(dark <= 60 && light >= 195, "\(dark) \(light)")
    }

    @Test("Samples that are no whole numbers of 8 or 16 bits are refused")
    func floatingPoint() throws {
        let picture = TestPicture(40, 20, bands: 1) { x, _ in [UInt16(x)] }
        let bytes = try picture.encoded(".tif", as: VIPS_FORMAT_FLOAT)
        let error = ImagingError.thrown {
            _ = try Workbench().shown(bytes, limits: ImageLimits(allowTIFF: true))
        }
        guard case .unsupportedFormat = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.message.contains("8 or 16 bits") == true)
    }
}
