import Geometry
import Imaging
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Importing images")
struct ImportImageTests {
    let bench: Bench

    init() throws {
        var limits = WorkflowLimits()
        limits.image = ImageLimits(maximumPixels: 1_000_000, maximumBytes: 100_000)
        bench = try Bench(limits: limits)
    }

    private func begin() async throws -> (requester: Principal, project: ProjectID) {
        let rolf = try await bench.person("Rolf", role: .requester)
        return (rolf, try await bench.project(by: rolf).project.id)
    }

    private func blobs() throws -> [String] { try bench.folder.files(below: "blobs") }

    private func expectNoLeftovers() throws {
        #expect(try bench.folder.files(below: "incoming").isEmpty)
    }

    @Test("a good file becomes an image with free slots, kept byte for byte beside its tiles")
    func good() async throws {
        let (rolf, project) = try await begin()
        let bytes = PNGFile.noise(width: 70, height: 50)
        let imported = try await bench.upload(bytes, name: "a.png", to: project, by: rolf)
        #expect(!imported.isDuplicate)
        #expect(imported.image.size == PixelSize(width: 70, height: 50))
        #expect(imported.image.format == "png")
        #expect(imported.image.original.sha256 == Secret.hash(bytes))
        #expect(try blobs().count == 2)
        try expectNoLeftovers()
        let progress = try await ManageProjects(bench.environment).detail(of: project, for: rolf).progress
        #expect(progress?.images == 1)
        #expect(progress?.slots == 3)
    }

    @Test("the same bytes are one image in a project, whatever they are called, and one file on disk")
    func duplicate() async throws {
        let (rolf, project) = try await begin()
        let other = try await bench.project("Other", by: rolf).project.id
        let bytes = PNGFile.noise(width: 40, height: 40)
        let first = try await bench.upload(bytes, name: "a.png", to: project, by: rolf)
        let again = try await bench.upload(bytes, name: "b.png", to: project, by: rolf)
        #expect(again.isDuplicate)
        #expect(again.image == first.image)
        #expect(try blobs().count == 2, "the tiles made for nothing are gone")
        let elsewhere = try await bench.upload(bytes, name: "c.png", to: other, by: rolf)
        #expect(!elsewhere.isDuplicate)
        #expect(try blobs().contains { $0.replacing("/", with: "") == first.image.original.sha256 })
        try expectNoLeftovers()
    }

    /// A file that is no acceptable image.
    struct BadFile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let code: BoxwoodError.Code
    }

    static let badFiles = [
        BadFile(testDescription: "empty", bytes: [], code: .invalid),
        BadFile(testDescription: "text", bytes: Array("not an image".utf8), code: .unsupported),
        BadFile(testDescription: "SVG named .jpg", bytes: Array("<svg xmlns='a'/>".utf8), code: .unsupported),
        BadFile(
            testDescription: "truncated", bytes: Array(PNGFile.noise(width: 90, height: 90).prefix(4_000)),
            code: .invalid),
        BadFile(
            testDescription: "60000x60000 header", bytes: PNGFile.header(width: 60_000, height: 60_000),
            code: .tooLarge),
        BadFile(
            testDescription: "too many bytes", bytes: PNGFile.noise(width: 400, height: 300), code: .tooLarge),
        BadFile(testDescription: "a bare JPEG marker", bytes: [0xFF, 0xD8, 0xFF], code: .invalid),
    ]

    @Test(
        "a bad file is refused with the field and a sentence, and leaves nothing behind", arguments: badFiles)
    func bad(file: BadFile) async throws {
        let (rolf, project) = try await begin()
        let refused = try await refusal {
            try await bench.upload(file.bytes, name: "a.jpg", to: project, by: rolf)
        }
        #expect([file.code, .invalid, .unsupported].contains(refused?.code))
        #expect(refused?.field == "file" || refused?.code == .tooLarge)
        #expect(refused?.message.isEmpty == false)
        #expect(refused?.message.contains(bench.folder.path) == false, "no path of the server")
        #expect(try blobs().isEmpty)
        try expectNoLeftovers()
    }

    @Test("one broken file never disturbs the others that come at the same time")
    func together() async throws {
        let (rolf, project) = try await begin()
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask { [bench] in
                    let good = PNGFile.noise(width: 30, height: 30, seed: UInt64(number))
                    let bytes = number % 2 == 0 ? good : Array(good.prefix(200))
                    let image = try? await bench.upload(bytes, name: "\(number).png", to: project, by: rolf)
                    return image != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 4)
        #expect(
            try await ManageProjects(bench.environment).detail(of: project, for: rolf).progress?.images == 4)
        try expectNoLeftovers()
    }

    @Test(
        "a file's name is only ever shown: folders and control characters are taken away",
        arguments: [
            ("../../etc/passwd", "passwd"), ("..", "image"), ("a/b/c.png", "c.png"),
            (#"C:\photos\x.png"#, "x.png"),
            ("a\u{0}b\n.png", "ab.png"), ("photo\u{202E}gnp.exe", "photognp.exe"), ("   ", "image"),
            ("<b>&amp;.png", "<b>&amp;.png"), ("Grüße 北京.png", "Grüße 北京.png"), ("", "image"),
        ])
    func names(given: String, kept: String) async throws {
        let (rolf, project) = try await begin()
        let imported = try await bench.upload(
            PNGFile.noise(width: 20, height: 20), name: given, to: project, by: rolf)
        #expect(imported.image.name == kept)
    }

    @Test("a name of any length is cut")
    func longName() async throws {
        let (rolf, project) = try await begin()
        let name = String(repeating: "n", count: 10_000) + ".png"
        let image = try await bench.upload(
            PNGFile.noise(width: 20, height: 20), name: name, to: project, by: rolf)
        #expect(image.image.name.count == 255)
    }

    @Test("files go with the last image that uses them")
    func deletion() async throws {
        let (rolf, project) = try await begin()
        let other = try await bench.project("Other", by: rolf).project.id
        let bytes = PNGFile.noise(width: 40, height: 40)
        let here = try await bench.upload(bytes, name: "a.png", to: project, by: rolf).image
        let there = try await bench.upload(bytes, name: "a.png", to: other, by: rolf).image
        let images = ManageImages(bench.environment)
        try await images.delete(here.id, in: project, by: rolf)
        #expect(try blobs().count == 2, "the other project still shows it")
        try await ManageProjects(bench.environment).delete(other, revision: 1, by: rolf)
        #expect(try blobs().isEmpty)
        #expect(
            try await refusal { try await images.delete(there.id, in: other, by: rolf) }?.code == .notFound)
    }

    @Test("an image is deleted only through its own project")
    func foreignDeletion() async throws {
        let (rolf, project) = try await begin()
        let eve = try await bench.person("Eve", role: .requester)
        let eves = try await bench.project("Eve's", by: eve).project.id
        let image = try await bench.place(images: ["a.png"], in: project)[0]
        let images = ManageImages(bench.environment)
        #expect(try await refusal { try await images.delete(image.id, in: eves, by: eve) }?.code == .notFound)
        #expect(
            try await refusal { try await images.delete(image.id, in: project, by: eve) }?.code == .notFound)
        #expect(try await images.list(project, query: ImageQuery(), by: rolf).items.count == 1)
    }

    @Test("an upload whose right ends before it is done leaves nothing behind")
    func rightLost() async throws {
        let (rolf, project) = try await begin()
        let rosa = try await bench.member("Rosa", of: project, role: .requester)
        let use = ImportImage(bench.environment)
        let draft = try await use.begin(project: project, by: rosa)
        try draft.append(PNGFile.noise(width: 20, height: 20))
        try await ManageMembers(bench.environment).remove(rosa.account.id, from: project, by: rolf)
        let refused = try await refusal {
            try await use.finish(draft, name: "a.png", project: project, by: rosa)
        }
        #expect(refused?.code == .notFound)
        #expect(try blobs().isEmpty)
        try expectNoLeftovers()
    }
}
