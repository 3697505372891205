import Foundation
import TestSupport
import Testing

@Suite("boxwood import images") struct ImageImportTests {
    @Test("A folder that is named by a link to it is searched whole")
    func folders() async throws {
        let folder = try TemporaryFolder()
        try folder.write(PNGFile.noise(width: 32, height: 32), to: "photos/deep/a.png")
        try folder.write("[{\"name\": \"car\"}]", to: "labels.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/photos")
        let made = try await BoxwoodBinary.run(
            ["project", "create", "Cars", "--labels", "labels.json", "--data", "data"], in: folder)
        #expect(made.code == 0, "\(made.errors)")
        let run = try await BoxwoodBinary.run(
            ["import", "images", "link", "--project", "Cars", "--data", "data", "--json"], in: folder)
        #expect(run.code == 0, "\(run.errors)")
        #expect(try run.json()["width"] as? Int == 32)
    }
}
