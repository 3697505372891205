import Labeling
import Storage
import Testing

@Suite("Store contract: images")
struct ImageContractTests {
    @Test("an image is found by identifier, bytes, name and position", arguments: TestEngine.available)
    func lookUp(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 4, people: 0)
            let second = Sample.image(2, in: Sample.id(1), position: 2)
            #expect(try await store.read { try $0.image(Sample.id(2)) } == second)
            #expect(
                try await store.read { try $0.image(in: Sample.id(1), original: second.original) } == second)
            #expect(try await store.read { try $0.image(in: Sample.id(2), original: second.original) } == nil)
            #expect(
                try await store.read { try $0.images(in: Sample.id(1), named: "image-2.jpg") } == [second])
            let page = try await store.read { try $0.images(in: Sample.id(1), afterPosition: 1, limit: 2) }
            #expect(page.map(\.position) == [2, 3])
            #expect(try await store.write { try $0.nextPosition(in: Sample.id(1)) } == 5)
            #expect(try await store.write { try $0.nextPosition(in: Sample.id(2)) } == 1)
        }
    }

    @Test(
        "the same bytes twice in a project are a conflict, and leave nothing behind",
        arguments: TestEngine.available)
    func duplicates(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            let again = LabeledImage(
                id: Sample.id(9), projectID: Sample.id(1), name: "copy.jpg", position: 2,
                size: Sample.image(1, in: Sample.id(1), position: 1).size, format: "jpeg",
                original: BlobID(sha256: Sample.hash(1)), tiles: BlobID(sha256: Sample.hash(1)),
                createdAt: Sample.start
            )
            let error = await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.insert(again, slots: 3) }
            }
            #expect(error?.code == .conflict)
            #expect(try await store.read { try $0.progress(of: Sample.id(1)).slots } == 3)
        }
    }

    @Test("a blob is referenced as long as an image uses it", arguments: TestEngine.available)
    func references(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            let image = Sample.image(1, in: Sample.id(1), position: 1)
            for blob in [image.original, image.tiles] {
                #expect(try await store.read { try $0.isReferenced(blob) })
            }
            try await store.write { try $0.deleteImage(image.id) }
            #expect(try await store.read { try $0.isReferenced(image.tiles) } == false)
        }
    }

    @Test("slots are added and taken away, but never those in use", arguments: TestEngine.available)
    func slots(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 3, replication: 3)
            try await store.write { tx in
                for person in 1...3 { try tx.take(person, image: 1, person: person) }
                try tx.end(2, as: .returned)
            }
            // Image 1 has two slots taken and one free, image 2 three free.
            for (wanted, slots, available) in [
                (1, 3, 1), (5, 10, 2), (2, 4, 1), (3, 6, 2), (0, 2, 0), (1, 3, 1),
            ] {
                try await store.write { try $0.setSlots(wanted, in: Sample.id(1)) }
                #expect(try await store.read { try $0.progress(of: Sample.id(1)).slots } == slots)
                let open = try await store.read {
                    try $0.availableImages(for: Sample.id(2), in: Sample.id(1))
                }
                #expect(open == available, "with \(wanted) slots wanted")
            }
        }
    }
}
