import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Certificates of exports")
struct CertificateTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectID
    let cat: LabelClassID

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        let made = try await bench.project(replication: 2, by: rolf)
        project = made.project.id
        cat = made.labels[0].id
        try await bench.place(images: ["a.png", "b.png", "c.png"], in: project)
        for (person, answers) in [("Ada", 2), ("Bob", 1)] {
            let annotator = try await bench.member(person, of: project)
            for number in 1...answers {
                try await bench.answer([.box(number, cat)], in: project, by: annotator)
            }
        }
    }

    private func certificate() async throws -> ExportCertificate {
        try await CertifyExport(bench.environment)(project, layer: .consensus, format: "coco", by: rolf)
    }

    @Test("it names the very bytes of the export, and is the same again")
    func bytes() async throws {
        let first = try await certificate()
        let export = try await ExportDataset(bench.environment).prepare(
            project, layer: .consensus, format: "coco", by: rolf)
        var bytes: [UInt8] = []
        try await export.write { bytes += $0 }
        #expect(first.content == ContentDigest(count: bytes.count, sha256: Secret.hash(bytes)))
        let second = try await certificate()
        #expect(second.content == first.content && second.images == first.images)
        #expect(first.images.count == 3)
        #expect(first.replication.values.reduce(0, +) == 3)
        #expect(first.replication.reduce(0) { $0 + $1.key * $1.value } == 3)
    }

    @Test("people stand in it under pseudonyms, also for those who know their names")
    func pseudonyms() async throws {
        let people = try await certificate().annotators
        #expect(people.map(\.answers) == [2, 1])
        #expect(people.allSatisfy { $0.name.hasPrefix("Annotator ") })
    }

    @Test("another answer makes another export")
    func changes() async throws {
        let before = try await certificate()
        let cid = try await bench.member("Cid", of: project)
        try await bench.answer([.box(7, cat, x: 30)], in: project, by: cid)
        let after = try await certificate()
        #expect(after.content != before.content && after.images == before.images)
    }

    @Test("only who may export gets it")
    func access() async throws {
        let rita = try await bench.member("Rita", of: project, role: .reviewer)
        let refused = try await refusal(of: {
            _ = try await CertifyExport(bench.environment)(
                project, layer: .consensus, format: "coco", by: rita)
        })
        #expect(refused?.code == .forbidden)
    }
}
