import Imaging
import Testing

@Suite("Addresses of image services")
struct IIIFPathTests {
    @Test("The three shapes are told apart, and each piece is decoded once")
    func shapes() throws {
        #expect(try IIIFPath("a1B2_c-d").image == "a1B2_c-d")
        #expect(try IIIFPath("a1").subject == .base)
        #expect(try IIIFPath("a1/info.json").subject == .information)
        #expect(
            try IIIFPath("a1/full/max/0/default.jpg").subject
                == .pixels(region: "full", size: "max", rotation: "0", qualityFormat: "default.jpg"))
        #expect(try IIIFPath("%61%31%2d/info.json").image == "a1-")
        #expect(
            try IIIFPath("a1/%zz//!/<>").subject
                == .pixels(region: "%zz", size: "", rotation: "!", qualityFormat: "<>"),
            "what is wrong with pixels is said when they are read, after the image was looked for")
    }

    @Test(
        "Anything else is not there",
        arguments: [
            "", "a1/", "/info.json", "a1/info.json/", "a1/info.xml", "a1/full/max/0",
            "a1/full/max/0/default.jpg/",
            "a1/full/max/0/default.jpg/extra", "a/b/full/max/0/default.jpg", "a1//info.json",
            "[frob]/full/max/0/default.jpg", "a%2Fb/info.json", "%2e%2e/info.json", "a%00/info.json",
            "a%/info.json", "%ff/info.json", "a b/info.json", "é/info.json",
            String(repeating: "a", count: 65),
        ])
    func absent(path: String) {
        let error = #expect(throws: IIIFError.self) { try IIIFPath(path[...]) }
        #expect(error?.status == 404)
    }
}
