import Formats
import Testing

@Suite("Every format")
struct FormatListTests {
    @Test("ids are unique, and find their format")
    func ids() {
        let ids = FormatList.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids { #expect(FormatList.named(id)?.id == id) }
        #expect(FormatList.named("nothing") == nil)
    }

    @Test(
        "what can be written and read keeps its images, classes and shapes",
        arguments: FormatList.all.map(\.id))
    func roundTrip(id: String) throws {
        let format = try #require(FormatList.named(id))
        guard format.canExport, format.canImport else { return }
        for document in [DatasetDocument(), DatasetSamples.full] {
            var bytes: [UInt8] = []
            try format.write(document) { bytes += $0 }
            let read = try format.read(bytes, name: "a.\(format.fileExtension)")
            #expect(read.images == document.images)
            #expect(read.classes == document.classes)
            #expect(read.annotations.map(\.shape) == document.annotations.map(\.shape))
        }
    }

    @Test("what can't be written says so", arguments: FormatList.all.map(\.id))
    func refusal(id: String) throws {
        let format = try #require(FormatList.named(id))
        guard !format.canExport else { return }
        #expect(throws: FormatError.self) { try format.write(DatasetDocument()) { _ in } }
    }

    @Test("no format reads noise", arguments: FormatList.all.map(\.id))
    func noise(id: String) throws {
        let format = try #require(FormatList.named(id))
        guard format.canImport else { return }
        for bytes in [[], [0], Array("\u{FEFF}".utf8), Array(0...255)] as [[UInt8]] {
            let error = try #require(throws: FormatError.self) { try format.read(bytes, name: "noise") }
            #expect(error.description.hasPrefix("noise: "))
        }
    }

    @Test("a sink that fails stops the export")
    func sink() {
        struct DiskFull: Error {}
        #expect(throws: DiskFull.self) {
            try COCOFormat().write(DatasetSamples.full) { _ in throw DiskFull() }
        }
    }
}
