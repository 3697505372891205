import Foundation
import Geometry
import Imaging
import Testing

@Suite("The information document")
struct ImageInformationTests {
    private static func information(
        _ width: Int, _ height: Int, _ version: IIIFVersion = .three
    ) -> ImageInformation {
        let grid = TileGrid(size: PixelSize(width: width, height: height))
        return ImageInformation(
            id: "https://host/iiif/\(version.rawValue)/a1", grid: grid, rules: IIIFRules(version: version))
    }

    private static func object(_ information: ImageInformation) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(information.json())) as? [String: Any])
    }

    @Test("In 3.0 it says what the specification asks for, context first")
    func document() throws {
        let information = Self.information(20_000, 15_000)
        let text = String(decoding: try information.json(), as: UTF8.self)
        #expect(text.hasPrefix(#"{"@context":"http://iiif.io/api/image/3/context.json","#))
        let object = try Self.object(information)
        #expect(object["id"] as? String == "https://host/iiif/3/a1")
        #expect(object["type"] as? String == "ImageService3")
        #expect(object["protocol"] as? String == "http://iiif.io/api/image")
        #expect(object["profile"] as? String == "level2")
        #expect(object["width"] as? Int == 20_000)
        #expect(object["height"] as? Int == 15_000)
        #expect(object["maxWidth"] as? Int == 5000, "who enlarges must say how far")
        #expect(object["preferredFormats"] as? [String] == ["jpg"])
        #expect(object["extraFormats"] as? [String] == ["webp", "tif", "gif"])
        #expect(object["extraQualities"] as? [String] == ["color", "gray", "bitonal"])
        #expect((object["extraFeatures"] as? [String])?.contains("sizeUpscaling") == true)
        let tiles = try #require((object["tiles"] as? [[String: Any]])?.first)
        #expect(tiles["width"] as? Int == 512)
        #expect(tiles["scaleFactors"] as? [Int] == [1, 2, 4, 8, 16, 32, 64])
        let sizes = try #require(object["sizes"] as? [[String: Int]])
        #expect(sizes.compactMap { $0["width"] } == [313, 625, 1250, 2500, 5000])
        #expect(sizes.compactMap { $0["height"] } == [235, 469, 938, 1875, 3750])
    }

    @Test("In 2.1 it has the older names, and its profile is a list")
    func documentOfTwo() throws {
        let object = try Self.object(Self.information(3000, 2000, .two))
        #expect(object["@context"] as? String == "http://iiif.io/api/image/2/context.json")
        #expect(object["@id"] as? String == "https://host/iiif/2/a1")
        #expect(object["id"] == nil && object["type"] == nil)
        let profile = try #require(object["profile"] as? [Any])
        #expect(profile.first as? String == "http://iiif.io/api/image/2/level2.json")
        let offer = try #require(profile.last as? [String: Any])
        #expect(offer["formats"] as? [String] == ["jpg", "png", "webp", "tif", "gif"])
        #expect(offer["qualities"] as? [String] == ["default", "color", "gray", "bitonal"])
        #expect((offer["supports"] as? [String])?.contains("sizeAboveFull") == true)
        #expect(offer["maxWidth"] as? Int == 5000)
    }

    @Test(
        "Every size and every tile it lists can be had as listed",
        arguments: [(1, 1), (512, 300), (513, 1), (1300, 900), (1, 30_000), (30_000, 1)])
    func sizesAreServed(_ width: Int, _ height: Int) throws {
        for version in IIIFVersion.allCases {
            let information = Self.information(width, height, version)
            let grid = information.grid
            for size in information.sizes {
                let request = try IIIFRequestTests.request(
                    "full/\(size.width),\(size.height)/0/default.jpg", information.rules)
                #expect(try request.resolved(for: grid.size).output == size)
                #expect(try request.tile(in: grid) != nil || size.width > 512 || size.height > 512)
            }
            for scale in grid.scaleFactors {
                let step = scale * grid.tileSize
                for x in stride(from: 0, to: width, by: step) {
                    let (wide, high) = (min(step, width - x), min(step, height))
                    let sides = "\((wide + scale - 1) / scale),\((high + scale - 1) / scale)"
                    let request = try IIIFRequestTests.request(
                        "\(x),0,\(wide),\(high)/\(sides)/0/default.jpg", information.rules)
                    #expect(try request.tile(in: grid) != nil)
                }
            }
        }
    }

    @Test("The Deep Zoom descriptor names the sides and the tiles, in XML and in JSON")
    func deepZoom() throws {
        let descriptor = DeepZoomDescriptor(grid: TileGrid(size: PixelSize(width: 20_000, height: 15_000)))
        for part in [
            "TileSize=\"512\"", "Overlap=\"0\"", "Format=\"jpg\"", "Width=\"20000\" Height=\"15000\"",
        ] {
            #expect(descriptor.xml.contains(part))
        }
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(descriptor.json.utf8)) as? [String: [String: Any]])
        let image = try #require(object["Image"])
        #expect(image["TileSize"] as? String == "512")
        #expect((image["Size"] as? [String: String]) == ["Width": "20000", "Height": "15000"])
    }
}
