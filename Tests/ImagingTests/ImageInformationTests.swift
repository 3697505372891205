import Foundation
import Geometry
import Imaging
import Testing

@Suite("The information document")
struct ImageInformationTests {
    private static func information(_ width: Int, _ height: Int) -> ImageInformation {
        let grid = TileGrid(size: PixelSize(width: width, height: height))
        return ImageInformation(id: "https://host/iiif/3/a1", grid: grid, profile: .level1)
    }

    @Test("It says what the specification asks for, context first")
    func document() throws {
        let json = try Self.information(20_000, 15_000).json()
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.hasPrefix(#"{"@context":"http://iiif.io/api/image/3/context.json","#))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(object["id"] as? String == "https://host/iiif/3/a1")
        #expect(object["type"] as? String == "ImageService3")
        #expect(object["protocol"] as? String == "http://iiif.io/api/image")
        #expect(object["profile"] as? String == "level1")
        #expect(object["width"] as? Int == 20_000)
        #expect(object["height"] as? Int == 15_000)
        #expect(object["maxWidth"] as? Int == 5000)
        let tiles = try #require((object["tiles"] as? [[String: Any]])?.first)
        #expect(tiles["width"] as? Int == 512)
        #expect(tiles["scaleFactors"] as? [Int] == [1, 2, 4, 8, 16, 32, 64])
        let sizes = try #require(object["sizes"] as? [[String: Int]])
        #expect(sizes.compactMap { $0["width"] } == [313, 625, 1250, 2500, 5000])
        #expect(sizes.compactMap { $0["height"] } == [235, 469, 938, 1875, 3750])
    }

    @Test(
        "Every size it lists can be had", arguments: [(1, 1), (512, 300), (513, 1), (1300, 900), (1, 3000)])
    func sizesAreServed(_ width: Int, _ height: Int) throws {
        let information = Self.information(width, height)
        #expect(!information.sizes.isEmpty)
        for size in information.sizes {
            let request = try IIIFRequest(
                path: "full/\(size.width),\(size.height)/0/default.jpg".split(separator: "/"))
            let resolved = try request.resolved(for: information.grid.size)
            #expect(resolved.output == size)
            #expect(resolved.tile(in: information.grid) != nil || size.width > 512 || size.height > 512)
        }
    }

    @Test("A level 0 service lists each feature it offers beyond")
    func levelZero() {
        let grid = TileGrid(size: PixelSize(width: 10, height: 10))
        let features = ImageInformation(id: "x", grid: grid, profile: .level0).extraFeatures
        for feature in [
            "regionByPx", "regionSquare", "sizeByW", "sizeByH", "sizeByWh", "sizeByPct", "regionByPct",
        ] {
            #expect(features.contains(feature))
        }
        #expect(!features.contains("sizeUpscaling"))
    }
}
