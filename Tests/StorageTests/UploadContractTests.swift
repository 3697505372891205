import Labeling
import Storage
import Testing

@Suite("Store contract: uploads")
struct UploadContractTests {
    private static let upload = Upload(
        id: Sample.id(50), projectID: Sample.id(1), accountID: Sample.id(1), name: "a.jpg",
        original: BlobID(sha256: Sample.hash(70)), createdAt: Sample.start)

    @Test("an upload is found, begun once, put back, refused and forgotten", arguments: TestEngine.available)
    func life(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let upload = Self.upload
            try await store.write { try $0.insert(upload) }
            #expect(try await store.read { try $0.upload(upload.id) } == upload)
            #expect(
                try await store.read { try $0.upload(in: upload.projectID, original: upload.original) }
                    == upload)
            #expect(try await store.read { try $0.uploads(in: upload.projectID, limit: 9) } == [upload])
            #expect(try await store.read { try $0.isReferenced(upload.original) })

            #expect(try await store.write { try $0.beginUpload(upload.id) }?.attempts == 1)
            #expect(try await store.write { try $0.beginUpload(upload.id) } == nil, "somebody has begun it")
            try await store.write { try $0.requeueUpload(upload.id, asUntried: true) }
            #expect(try await store.write { try $0.beginUpload(upload.id) }?.attempts == 1)
            try await store.write { try $0.requeueUpload(upload.id, asUntried: false) }
            #expect(try await store.write { try $0.beginUpload(upload.id) }?.attempts == 2)

            let failure = Upload.Failure(code: .unsupported, message: "No.")
            try await store.write { try $0.failUpload(upload.id, failure) }
            #expect(try await store.read { try $0.upload(upload.id) }?.failure == failure)
            #expect(try await store.read { try $0.unfinishedUploads() }.isEmpty)
            #expect(try await store.read { try !$0.isReferenced(upload.original) })
            try await store.write { try $0.deleteUpload(upload.id) }
            #expect(try await store.read { try $0.upload(upload.id) } == nil)
        }
    }

    @Test("the same bytes are on their way into a project once", arguments: TestEngine.available)
    func duplicates(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            try await store.write { try $0.insert(Self.upload) }
            let error = await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.insert(Self.upload) }
            }
            #expect(error?.code == .conflict)
        }
    }

    @Test(
        "all images are read by identifier, and tiles change only if they are still those",
        arguments: TestEngine.available)
    func tiles(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 0)
            #expect(try await store.read { try $0.imageCount() } == 3)
            let first = try await store.read { try $0.images(after: nil, limit: 2) }
            let rest = try await store.read { try $0.images(after: first.last?.id, limit: 9) }
            #expect((first + rest).map(\.id) == (first + rest).map(\.id).sorted())
            #expect(first.count == 2 && rest.count == 1)
            let image = try #require(first.first)
            let new = BlobID(sha256: Sample.hash(99))
            #expect(try await store.write { try $0.replaceTiles(of: image.id, image.tiles, by: new) })
            #expect(try await !store.write { try $0.replaceTiles(of: image.id, image.tiles, by: new) })
            #expect(try await store.read { try $0.image(image.id) }?.tiles == new)
            #expect(try await store.defects().isEmpty)
        }
    }
}
