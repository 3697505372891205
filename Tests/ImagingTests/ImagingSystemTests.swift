import CVips
import Imaging
import Testing

@Suite("libvips, as this product starts it")
struct ImagingSystemTests {
    @Test(
        "Formats that are not allowed reach no decoder, even past our own check of the first bytes",
        arguments: [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>",
            "P3\n1 1\n255\n1 2 3\n",
            "GIF89a\u{1}\u{0}\u{1}\u{0}\u{0}\u{0}\u{0},\u{0}\u{0}\u{0}\u{0}\u{1}\u{0}\u{1}\u{0}\u{0}\u{2}\u{2}D\u{1}\u{0};",
            "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n",
        ]
    )
    func blocked(_ text: String) throws {
        try ImagingSystem.start()
        let bytes = Array(text.utf8)
        let image = ForeignLoaders.without {
            bytes.withUnsafeBytes { boxwood_vips_load_buffer($0.baseAddress, $0.count) }
        }
        #expect(image == nil)
        if let image { boxwood_vips_unref(image) }
    }

    @Test("It may be started again and again, and from many threads")
    func again() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try ImagingSystem.start() } }
            try await group.waitForAll()
        }
        #expect(ImagingSystem.version.split(separator: ".").count == 3)
    }
}
