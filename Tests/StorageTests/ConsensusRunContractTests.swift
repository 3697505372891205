import GRDB
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: runs of a project's consensus")
struct ConsensusRunContractTests {
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
            projectID: Sample.id(1), number: number, kind: source == nil ? .fit : .rollback, source: source,
            settings: settings, fit: fit, answersRevision: 7,
            counts: ConsensusCounts(images: 2, answers: 4, objects: 2, conflicts: 0),
            digest: Sample.hash(number), authorID: author, createdAt: Sample.start)
    }

    private func fit(_ digest: String) -> FitRecord {
        FitRecord(
            projectID: Sample.id(1), digest: digest, settings: ConsensusSettings(), images: 2, answers: 4,
            answersRevision: 7, document: "{\"people\":[]}", computedAt: Sample.start)
    }

    /// Two images whose consensus is kept as run 1; image 1 then changes, and that is run 2.
    private func twoRuns(_ store: SQLiteStore) async throws {
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

    private func runs(_ store: SQLiteStore, before: Int? = nil) async throws -> [ConsensusRun] {
        try await store.read { tx in try tx.consensusRuns(of: Sample.id(1), before: before, limit: 9) }
    }

    private func fitRecord(_ store: SQLiteStore, run: Int) async throws -> FitRecord? {
        try await store.read { tx in try tx.fit(of: Sample.id(1), run: run) }
    }

    private func pin(_ store: SQLiteStore) async throws -> Int? {
        try await store.read { tx in try tx.pinnedRun(of: Sample.id(1)) }
    }

    private func documents(_ store: SQLiteStore, run: Int) async throws -> [String?] {
        try await store.read { tx in
            var found: [String?] = []
            for image in 1...2 {
                found.append(
                    try tx.consensusDocument(of: Sample.id(image), in: Sample.id(1), at: .run(run)))
            }
            return found
        }
    }

    private func digests(_ store: SQLiteStore, at moment: ConsensusMoment) async throws -> [String] {
        try await store.read { tx in
            try tx.consensusDigests(of: Sample.id(1), at: moment).map { $0.digest }
        }
    }

    private func unkept(_ store: SQLiteStore) async throws -> [Int] {
        try await store.read { tx in
            try tx.unkeptConsensus(in: Sample.id(1), afterPosition: 0, limit: 5).map { $0.position }
        }
    }

    private func forgettable(_ store: SQLiteStore) async throws -> [Int] {
        try await store.read { tx in try tx.forgettableRuns(of: Sample.id(1), keeping: 2) }
    }

    @Test(
        "a run comes back as it was kept, with its fit; names are changed, nothing else",
        arguments: TestEngine.available)
    func stored(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await twoRuns(store)
            let all = try await runs(store)
            #expect(all == [run(2, author: Sample.id(1)), run(1, fit: Sample.hash(9))])
            let earlier = try await runs(store, before: 2)
            #expect(earlier == [all[1]])
            let kept = try await fitRecord(store, run: 1)
            #expect(kept == fit(Sample.hash(9)))
            #expect(try await fitRecord(store, run: 2) == nil)
            var named = all[1]
            named.name = "first"
            named.keptFor = .audit
            let renamed = named
            try await store.write { tx in try tx.update(renamed) }
            #expect(try await runs(store, before: 2) == [renamed])
        }
    }

    @Test("a document that two runs share is kept once", arguments: TestEngine.available)
    func shared(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await twoRuns(store)
            #expect(try await count("consensus_version", in: store) == 3)
            #expect(try await count("consensus_run_image", in: store) == 3)
            #expect(try await documents(store, run: 1) == ["a", "b"])
            #expect(try await documents(store, run: 2) == ["c", "b"])
            let (first, second) = (
                try await digests(store, at: .run(1)), try await digests(store, at: .run(2))
            )
            #expect(first[1] == second[1])
            #expect(first[0] != second[0])
            #expect(try await digests(store, at: .now) == second)
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
            let old = run(1, fit: Sample.hash(9), settings: settings)
            let back = run(2, source: 1, fit: Sample.hash(9), settings: settings)
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
            var isDone = false
            while !isDone {
                let next = try await store.write { [position] tx in
                    try tx.restoreConsensus(in: Sample.id(1), to: 2, afterPosition: position, limit: 2)
                }
                position = next ?? position
                isDone = next == nil
            }
            #expect(position == 3)
            let restored = try await store.read { tx in try tx.consensus(image: Sample.id(1)) }
            #expect(restored?.document == "a" && restored?.fit == Sample.hash(9))
            #expect(restored?.settings == settings)
            #expect(restored?.risk == 0.125 && restored?.agreement == 0.5)
            let gone = try await store.read { tx in try tx.consensus(image: Sample.id(3)) }
            #expect(gone == nil)
            #expect(try await pin(store) == 2)
            try await store.write { tx in try tx.pin(Sample.id(1), to: nil) }
            #expect(try await pin(store) == nil)
        }
    }

    @Test("what an older Boxwood wrote has a digest when it is kept", arguments: TestEngine.available)
    func undigested(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            let record = consensus(1, "a")
            try await store.write { tx in try tx.put(record) }
            let expected = try await digests(store, at: .now)
            try await store.writer.write { db in try db.execute(sql: "UPDATE consensus SET digest = NULL") }
            #expect(try await digests(store, at: .now) == expected)
            #expect(try await unkept(store) == [1])
            try await store.write { tx in try tx.keepConsensus(of: [record.imageID]) }
            #expect(try await unkept(store) == [])
        }
    }

    @Test(
        "the server's own runs are forgotten beyond the last few, with what only they held",
        arguments: TestEngine.available)
    func forgotten(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            let constant = consensus(2, "same")
            try await store.write { tx in try tx.put(constant) }
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
            #expect(try await forgettable(store) == [1, 3, 4])
            for number in [1, 3, 4] {
                // A page at a time: the first call may leave the run half forgotten, and unseen.
                var isGone = false
                while !isGone {
                    isGone = try await store.write { tx in
                        try tx.forget(run: number, of: Sample.id(1), limit: 1)
                    }
                    #expect(try await !runs(store).contains { $0.number == number })
                    #expect(try await forgettable(store).contains(number) == !isGone)
                }
            }
            #expect(try await runs(store).map { $0.number } == [6, 5, 2])
            #expect(try await count("consensus_version", in: store) == 4)
            for number in [2, 5, 6] {
                #expect(try await documents(store, run: number) == ["\(number)", "same"])
            }
        }
    }

    @Test("history goes with its images and its project", arguments: TestEngine.available)
    func deleted(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            try await twoRuns(store)
            try await store.write { tx in try tx.deleteImage(Sample.id(1)) }
            #expect(try await count("consensus_version", in: store) == 1)
            #expect(try await digests(store, at: .run(1)).count == 1)
            try await store.write { tx in
                try tx.pin(Sample.id(1), to: 2)
                try tx.deleteProject(Sample.id(1))
            }
            for table in ["run", "run_fit", "run_image", "version", "pin"] {
                #expect(try await count("consensus_\(table)", in: store) == 0, "\(table)")
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
            let behind = try await store.read { tx in
                try tx.imagesBehindAnswers(in: Sample.id(1), limit: 9)
            }
            #expect(behind == [Sample.id(2)])
        }
    }
}
