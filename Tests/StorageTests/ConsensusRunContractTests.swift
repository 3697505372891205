import GRDB
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: runs of a project's consensus")
struct ConsensusRunContractTests {
    private let project: ProjectID = Sample.id(1)

    private func consensus(_ image: Int, _ document: String, fit: String? = nil) -> ConsensusRecord {
        ConsensusRecord(
            imageID: Sample.id(image), settings: ConsensusSettings(), annotators: 2, objects: 1, conflicts: 0,
            agreement: 0.5, disagreement: 0.25, risk: fit == nil ? nil : 0.125, fit: fit, document: document,
            computedAt: Sample.start)
    }

    private func run(
        _ number: Int, source: Int? = nil, fit: String? = nil, author: AccountID? = nil,
        settings: ConsensusSettings = ConsensusSettings()
    ) -> ConsensusRun {
        ConsensusRun(
            projectID: project, number: number, kind: source == nil ? .fit : .rollback, source: source,
            settings: settings, fit: fit, answersRevision: 7,
            counts: ConsensusCounts(images: 2, answers: 4, objects: 2, conflicts: 0),
            digest: Sample.hash(number), authorID: author, createdAt: Sample.start)
    }

    private func fit(_ digest: String) -> FitRecord {
        FitRecord(
            projectID: project, digest: digest, settings: ConsensusSettings(), images: 2, answers: 4,
            answersRevision: 7, document: "{\"people\":[]}", computedAt: Sample.start)
    }

    /// Two images whose consensus is kept as run 1; image 1 then changes, and that is run 2.
    private func twoRuns(_ store: any Store) async throws {
        let (first, second, changed) = (consensus(1, "a"), consensus(2, "b"), consensus(1, "c"))
        let runs = [run(1, fit: Sample.hash(9)), run(2, author: Sample.id(1))]
        let fit = fit(Sample.hash(9))
        try await store.write { tx in
            try tx.put(first)
            try tx.put(second)
            try tx.keepConsensus(of: [first.imageID, second.imageID])
            try tx.insert(runs[0], holding: .now, fit: fit)
            try tx.put(changed)
            try tx.keepConsensus(of: [changed.imageID])
            try tx.insert(runs[1], holding: .now, fit: nil)
        }
    }

    private func count(_ table: String, in store: SQLiteStore) async throws -> Int {
        try await store.writer.read { db in try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(table)") ?? 0 }
    }

    @Test(
        "a run comes back as it was kept, with its fit; names are changed, nothing else",
        arguments: TestEngine.available)
    func stored(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await twoRuns(store)
            let runs = try await store.read { [project] in
                try $0.consensusRuns(of: project, before: nil, limit: 9)
            }
            #expect(runs == [run(2, author: Sample.id(1)), run(1, fit: Sample.hash(9))])
            #expect(
                try await store.read { [project] in try $0.consensusRuns(of: project, before: 2, limit: 9) }
                    .map(\.number) == [1])
            #expect(
                try await store.read { [project] in try $0.fit(of: project, run: 1) } == fit(Sample.hash(9)))
            #expect(try await store.read { [project] in try $0.fit(of: project, run: 2) } == nil)
            var named = runs[1]
            named.name = "first"
            named.keptFor = .audit
            try await store.write { [named] in try $0.update(named) }
            #expect(try await store.read { [project] in try $0.consensusRun(1, of: project) } == named)
        }
    }

    @Test("a document that two runs share is kept once", arguments: TestEngine.available)
    func shared(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await twoRuns(store)
            #expect(try await count("consensus_version", in: store) == 3)
            #expect(try await count("consensus_run_image", in: store) == 3)
            let documents = try await store.read { [project] tx in
                try [1, 2].map { run in
                    try [1, 2].map { try tx.consensusDocument(of: Sample.id($0), in: project, at: .run(run)) }
                }
            }
            #expect(documents == [["a", "b"], ["c", "b"]])
            let digests = try await store.read { [project] tx in
                (
                    try tx.consensusDigests(of: project, at: .run(1)).map(\.digest),
                    try tx.consensusDigests(of: project, at: .run(2)).map(\.digest),
                    try tx.consensusDigests(of: project, at: .now).map(\.digest)
                )
            }
            #expect(digests.0[1] == digests.1[1])
            #expect(digests.0[0] != digests.1[0])
            #expect(digests.1 == digests.2)
        }
    }

    @Test(
        "an image gets back what it had in a run, or has nothing where it had nothing",
        arguments: TestEngine.available)
    func restored(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 1)
            let settings = ConsensusSettings(method: "quorum", iouThreshold: 0.7)
            let (first, later) = (consensus(1, "a", fit: Sample.hash(9)), consensus(3, "d"))
            let other = consensus(1, "x")
            let (old, back) = (
                run(1, fit: Sample.hash(9), settings: settings),
                run(2, source: 1, fit: Sample.hash(9), settings: settings)
            )
            try await store.write { tx in
                try tx.put(first)
                try tx.keepConsensus(of: [first.imageID])
                try tx.insert(old, holding: .now, fit: nil)
                try tx.put(other)
                try tx.put(later)
                try tx.insert(back, holding: .run(1), fit: nil)
                try tx.pin(old.projectID, to: 2)
            }
            var position = 0
            while let next = try await store.write({ [position, project] tx in
                try tx.restoreConsensus(in: project, to: 2, afterPosition: position, limit: 2)
            }) { position = next }
            #expect(position == 3)
            let restored = try await store.read { try $0.consensus(image: Sample.id(1)) }
            #expect(restored?.document == "a" && restored?.fit == Sample.hash(9))
            #expect(restored?.settings == settings)
            #expect(restored?.risk == 0.125 && restored?.agreement == 0.5)
            #expect(try await store.read { try $0.consensus(image: Sample.id(3)) } == nil)
            #expect(try await store.read { [project] in try $0.pinnedRun(of: project) } == 2)
            try await store.write { [project] in try $0.pin(project, to: nil) }
            #expect(try await store.read { [project] in try $0.pinnedRun(of: project) } == nil)
        }
    }

    @Test("what an older Boxwood wrote has a digest when it is kept", arguments: TestEngine.available)
    func undigested(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            let record = consensus(1, "a")
            try await store.write { try $0.put(record) }
            let expected = try await store.read { [project] in try $0.consensusDigests(of: project, at: .now)
            }
            try await store.writer.write { db in try db.execute(sql: "UPDATE consensus SET digest = NULL") }
            let found = try await store.read { [project] in try $0.consensusDigests(of: project, at: .now) }
            #expect(found.map(\.digest) == expected.map(\.digest))
            #expect(
                try await store.read { [project] in
                    try $0.unkeptConsensus(in: project, afterPosition: 0, limit: 5)
                }.map(\.position) == [1])
            try await store.write { try $0.keepConsensus(of: [record.imageID]) }
            #expect(
                try await store.read { [project] in
                    try $0.unkeptConsensus(in: project, afterPosition: 0, limit: 5)
                }.isEmpty)
        }
    }

    @Test(
        "the server's own runs are forgotten beyond the last few, with what only they held",
        arguments: TestEngine.available)
    func forgotten(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            let constant = consensus(2, "same")
            try await store.write { try $0.put(constant) }
            for number in 1...6 {
                let record = consensus(1, "\(number)")
                // The second was asked for, the others were not.
                let run = run(number, author: number == 2 ? Sample.id(1) : nil)
                try await store.write { tx in
                    try tx.put(record)
                    try tx.keepConsensus(of: [record.imageID, constant.imageID])
                    try tx.insert(run, holding: .now, fit: nil)
                }
            }
            #expect(
                try await store.read { [project] in try $0.forgettableRuns(of: project, keeping: 2) } == [
                    1, 3, 4,
                ])
            for number in [1, 3, 4] {
                // A page at a time: the first call may leave the run half forgotten, and unseen.
                while try await !store.write({ [project] in
                    try $0.forget(run: number, of: project, limit: 1)
                }) {
                    #expect(
                        try await store.read { [project] in try $0.consensusRun(number, of: project) } == nil)
                    #expect(
                        try await store.read { [project] in
                            try $0.forgettableRuns(of: project, keeping: 2)
                        }.contains(number))
                }
            }
            #expect(
                try await store.read { [project] in try $0.consensusRuns(of: project, before: nil, limit: 9) }
                    .map(\.number) == [6, 5, 2])
            #expect(try await count("consensus_version", in: store) == 4)
            for (number, document) in [(2, "2"), (5, "5"), (6, "6")] {
                let found = try await store.read { [project] tx in
                    try [1, 2].map {
                        try tx.consensusDocument(of: Sample.id($0), in: project, at: .run(number))
                    }
                }
                #expect(found == [document, "same"])
            }
        }
    }

    @Test("history goes with its images and its project", arguments: TestEngine.available)
    func deleted(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await twoRuns(store)
            try await store.write { try $0.deleteImage(Sample.id(1)) }
            #expect(try await count("consensus_version", in: store) == 1)
            #expect(
                try await store.read { [project] in try $0.consensusDigests(of: project, at: .run(1)) }.count
                    == 1)
            try await store.write { [project] tx in
                try tx.pin(project, to: 2)
                try tx.deleteProject(project)
            }
            for table in [
                "consensus_run", "consensus_run_fit", "consensus_run_image", "consensus_version",
                "consensus_pin",
            ] {
                #expect(try await count(table, in: store) == 0, "\(table)")
            }
        }
    }

    @Test(
        "images are behind where their consensus knows fewer answers than there are",
        arguments: TestEngine.available)
    func behind(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 2)
            let answers = [
                Sample.submission(1, image: Sample.id(1), annotator: Sample.id(1)),
                Sample.submission(2, image: Sample.id(1), annotator: Sample.id(2)),
                Sample.submission(3, image: Sample.id(2), annotator: Sample.id(1)),
                Sample.submission(4, image: Sample.id(3), annotator: Sample.id(2), status: .late),
            ]
            let known = consensus(1, "a")
            try await store.write { tx in
                for answer in answers { try tx.insert(answer) }
                try tx.put(known)
            }
            #expect(
                try await store.read { [project] in try $0.imagesBehindAnswers(in: project, limit: 9) } == [
                    Sample.id(2)
                ])
        }
    }
}
