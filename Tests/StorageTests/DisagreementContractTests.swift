import Labeling
import Testing

@testable import Storage

@Suite("Store contract: disagreement")
struct DisagreementContractTests {
    private func record(_ image: Int, _ document: [UInt8]) -> DisagreementRecord {
        DisagreementRecord(imageID: Sample.id(image), projectID: Sample.id(1), document: document)
    }

    @Test("what images add is read by position, page by page", arguments: TestEngine.available)
    func pages(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 4, people: 0)
            try await store.write { tx in
                for image in [1, 2, 4] {
                    try tx.put(Sample.consensus(image: Sample.id(image)))
                    try tx.put(record(image, [UInt8(image), 0, 255]))
                }
                try tx.put(Sample.consensus(image: Sample.id(3)))
            }
            let first = try await store.read {
                try $0.disagreements(in: Sample.id(1), afterPosition: 0, limit: 2).map {
                    ($0.image, $0.document)
                }
            }
            #expect(first.map(\.0.id) == [Sample.id(1), Sample.id(2)])
            #expect(first.map(\.1) == [[1, 0, 255], [2, 0, 255]])
            let last = first.last?.0.position ?? 0
            let rest = try await store.read {
                try $0.disagreements(in: Sample.id(1), afterPosition: last, limit: 2).map(\.document)
            }
            #expect(rest == [[4, 0, 255]])
            #expect(try await store.read { try $0.imagesWithoutDisagreement(in: Sample.id(1)) } == 1)
            #expect(try await store.read { try $0.hasDisagreement(image: Sample.id(2)) })
            #expect(try await store.read { try !$0.hasDisagreement(image: Sample.id(3)) })
        }
    }

    @Test("it goes with its consensus, and every change counts", arguments: TestEngine.available)
    func revision(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 0)
            func revision() async throws -> Int {
                try await store.read { try $0.resultsRevision(of: Sample.id(1)) }
            }
            var seen = [try await revision()]
            let (one, other, two) = (record(1, [1]), record(1, [2]), record(2, [3]))
            await #expect(throws: BoxwoodError.self, "there is no consensus yet") {
                try await store.write { try $0.put(one) }
            }
            #expect(try await revision() == seen[0])
            try await store.write { tx in
                try tx.put(Sample.consensus(image: Sample.id(1)))
                try tx.put(Sample.consensus(image: Sample.id(2)))
                try tx.put(one)
            }
            seen.append(try await revision())
            try await store.write { try $0.put(other) }
            seen.append(try await revision())
            try await store.write { try $0.put(two) }
            seen.append(try await revision())
            try await store.write { try $0.deleteConsensus(image: Sample.id(1)) }
            seen.append(try await revision())
            try await store.write { try $0.deleteImage(Sample.id(2)) }
            seen.append(try await revision())
            #expect(Set(seen).count == seen.count, "\(seen)")
            #expect(
                try await store.read {
                    try $0.disagreements(in: Sample.id(1), afterPosition: 0, limit: 9).map(\.document)
                } == [])
            try await store.write { try $0.deleteProject(Sample.id(1)) }
        }
    }
}
