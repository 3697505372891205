import Geometry
import Imaging
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Uploads on their way")
struct UploadTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    private func begin() async throws -> (requester: Principal, project: ProjectID) {
        let rolf = try await bench.person("Rolf", role: .requester)
        return (rolf, try await bench.project(by: rolf).project.id)
    }

    /// Leaves an upload in the store as a process does that ends in the middle.
    private func leave(
        _ bytes: [UInt8], in project: ProjectID, of principal: Principal, begun: Int
    ) async throws -> ImageID {
        let draft = try bench.environment.blobs.draft(maximumBytes: .max)
        try draft.append(bytes)
        let upload = Upload(
            id: bench.environment.identifiers.identifier(), projectID: project,
            accountID: principal.account.id, name: "left.png", original: try draft.keep(),
            createdAt: bench.time.now)
        try await bench.store.write { tx in
            try tx.insert(upload)
            for attempt in 0..<begun {
                _ = try tx.beginUpload(upload.id)
                if attempt < begun - 1 { try tx.requeueUpload(upload.id, asUntried: false) }
            }
        }
        return upload.id
    }

    private func settled(_ project: ProjectID, by principal: Principal) async throws -> [UploadStatus] {
        while true {
            let left = try await ManageUploads(bench.environment).list(project, by: principal)
            if left.allSatisfy({ $0.upload.state == .failed }) { return left }
            await Task.yield()
        }
    }

    /// Whether the bytes of refused files are gone; they go after the reason is kept.
    private func isEmptied() async throws -> Bool {
        for _ in 0..<10_000 {
            if try bench.folder.files(below: "blobs").isEmpty { return true }
            try await Task.sleep(for: .milliseconds(1))
        }
        return false
    }

    @Test(
        "what an earlier process left becomes an image under the identifier it was given",
        arguments: [0, 1, 2])
    func resumed(begun: Int) async throws {
        let (rolf, project) = try await begin()
        let id = try await leave(PNGFile.noise(width: 30, height: 20), in: project, of: rolf, begun: begun)
        try await ManageUploads(bench.environment).resume()
        #expect(try await settled(project, by: rolf).isEmpty)
        let image = try await bench.store.read { tx in try tx.image(id) }
        #expect(image?.size == PixelSize(width: 30, height: 20))
        #expect(image?.name == "left.png")
    }

    @Test("a file during which the server ended three times is given up, and its bytes with it")
    func givenUp() async throws {
        let (rolf, project) = try await begin()
        _ = try await leave(PNGFile.noise(width: 30, height: 20), in: project, of: rolf, begun: 3)
        try await ManageUploads(bench.environment).resume()
        let left = try await settled(project, by: rolf)
        #expect(left.count == 1)
        #expect(left.first?.upload.failure?.message.contains("3 times") == true)
        #expect(try await isEmptied())
        try await ManageUploads(bench.environment).remove(left[0].upload.id, from: project, by: rolf)
        #expect(try await ManageUploads(bench.environment).list(project, by: rolf).isEmpty)
    }

    @Test("a refused file whose sender left stays in the list with its reason")
    func refusedAlone() async throws {
        let (rolf, project) = try await begin()
        let use = ImportImage(bench.environment)
        let draft = try await use.begin(project: project, by: rolf)
        try draft.append(Array("no picture".utf8))
        _ = try await use.accept(draft, name: "a.png", project: project, by: rolf)
        let left = try await settled(project, by: rolf)
        #expect(left.first?.upload.failure?.message.contains("not a picture") == true)
        #expect(try await isEmptied())
    }

    @Test("the same bytes sent twice at once are one image, and both hear so")
    func twiceAtOnce() async throws {
        let (rolf, project) = try await begin()
        let bytes = PNGFile.noise(width: 300, height: 200)
        async let first = bench.upload(bytes, name: "a.png", to: project, by: rolf)
        async let second = bench.upload(bytes, name: "b.png", to: project, by: rolf)
        let (one, other) = try await (first, second)
        #expect(one.image == other.image)
        #expect([one, other].filter(\.isDuplicate).count == 1)
        #expect(try bench.folder.files(below: "blobs").count == 2)
    }

    @Test("strangers, annotators and other projects' people neither see nor remove uploads")
    func access() async throws {
        let (rolf, project) = try await begin()
        let id = try await leave([1, 2, 3], in: project, of: rolf, begun: 1)
        let eve = try await bench.person("Eve", role: .requester)
        let eves = try await bench.project("Eve's", by: eve).project.id
        let anna = try await bench.member("Anna", of: project)
        let uploads = ManageUploads(bench.environment)
        #expect(try await refusal { try await uploads.list(project, by: eve) }?.code == .notFound)
        #expect(try await refusal { try await uploads.list(project, by: anna) }?.code == .forbidden)
        #expect(try await refusal { try await uploads.remove(id, from: eves, by: eve) }?.code == .notFound)
        #expect(
            try await refusal { try await uploads.remove(id, from: project, by: anna) }?.code == .forbidden)
        #expect(try await uploads.list(project, by: rolf).count == 1)
    }

    @Test("a project takes its uploads with it")
    func deletedProject() async throws {
        let (rolf, project) = try await begin()
        _ = try await leave(PNGFile.noise(width: 30, height: 20), in: project, of: rolf, begun: 0)
        try await ManageProjects(bench.environment).delete(project, revision: 1, by: rolf)
        #expect(try bench.folder.files(below: "blobs").isEmpty)
    }

    @Test("what animations hold beside the first frame is said")
    func note() {
        let image = LabeledImage(
            id: bench.environment.identifiers.identifier(),
            projectID: bench.environment.identifiers.identifier(),
            name: "a.png", position: 1, size: PixelSize(width: 1, height: 1), format: "png",
            original: BlobID(sha256: ""), tiles: BlobID(sha256: ""), createdAt: bench.time.now)
        #expect(ImportedImage(image: image, isDuplicate: false, frames: 1).note == nil)
        #expect(ImportedImage(image: image, isDuplicate: false, frames: 7).note?.contains("7") == true)
    }
}
