import Foundation
import Geometry
import Labeling
import Synchronization
import TestSupport
import Testing

@testable import Workflow

@Suite("Verifying what is stored")
struct VerifyDataTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    private func path(_ blob: BlobID) -> URL {
        URL(
            fileURLWithPath: "\(bench.folder.path)/blobs/\(blob.sha256.prefix(2))/\(blob.sha256.dropFirst(2))"
        )
    }

    private func flip(_ blob: BlobID) throws {
        var bytes = try Data(contentsOf: path(blob))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: path(blob))
    }

    private func verify(
        repairs: Bool = false
    ) async throws -> (findings: [Finding], summary: VerificationSummary) {
        let found = Mutex<[Finding]>([])
        let owner = try await ActAsOperator(bench.environment)()
        let summary = try await VerifyData(bench.environment)(repairs: repairs, by: owner) { event in
            if case .finding(let finding) = event { found.withLock { $0.append(finding) } }
        }
        return (found.withLock { $0 }, summary)
    }

    private func images(_ count: Int) async throws -> [LabeledImage] {
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(by: rolf).project.id
        var images: [LabeledImage] = []
        for seed in 0..<count {
            let bytes = PNGFile.noise(width: 60, height: 40, seed: UInt64(seed))
            images.append(try await bench.upload(bytes, name: "\(seed).png", to: project, by: rolf).image)
        }
        return images
    }

    @Test("sound data has no findings")
    func sound() async throws {
        _ = try await images(3)
        let (findings, summary) = try await verify()
        #expect(findings.isEmpty)
        #expect(summary.images == 3)
    }

    @Test("each flipped bit is found; tiles are made again, an original is not")
    func damage() async throws {
        let images = try await images(3)
        try flip(images[0].tiles)
        try FileManager.default.removeItem(at: path(images[1].tiles))
        try flip(images[2].original)
        #expect(try await verify().findings.count == 3)
        let (findings, summary) = try await verify(repairs: true)
        #expect(Set(findings.filter(\.isRepaired).map(\.image?.id)) == [images[0].id, images[1].id])
        #expect(summary.repaired == 2)
        let (left, _) = try await verify()
        #expect(left.map(\.kind) == [.original])
        #expect(left.first?.image?.id == images[2].id)
    }

    @Test("tiles are not made from an original that is not what was sent")
    func bothDamaged() async throws {
        let image = try await images(1)[0]
        try flip(image.tiles)
        try flip(image.original)
        let (findings, summary) = try await verify(repairs: true)
        #expect(Set(findings.map(\.kind)) == [.original, .tiles])
        #expect(summary.repaired == 0)
        let refused = try await refusal {
            try await MendTiles(bench.environment)(image.id, damaged: image.tiles)
        }
        #expect(refused?.message.contains("backup") == true)
    }

    @Test("many who ask for the same damaged tiles at once get the same new ones")
    func mendedOnce() async throws {
        let image = try await images(1)[0]
        try flip(image.tiles)
        let mend = MendTiles(bench.environment)
        let mended = try await withThrowingTaskGroup(of: BlobID.self) { group in
            for _ in 0..<20 {
                group.addTask { try await mend(image.id, damaged: image.tiles) }
            }
            return try await group.reduce(into: Set<BlobID>()) { $0.insert($1) }
        }
        #expect(mended == [image.tiles], "the same upload gives the same pack")
        #expect(try await verify().findings.isEmpty)
    }

    @Test("only the owner may ask")
    func access() async throws {
        let rolf = try await bench.person("Rolf", role: .requester)
        let refused = try await refusal {
            try await VerifyData(bench.environment)(repairs: true, by: rolf) { _ in }
        }
        #expect(refused?.code == .forbidden)
    }
}
