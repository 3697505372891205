import Labeling
import Testing

@testable import Storage

@Suite("Store contract: the course of the work")
struct ActivityContractTests {
    /// Image 1 has two answers with a box each, 1 s and 2 s after the start, image 2 an empty one after 3 s; image 3 none.
    private func fill(_ store: SQLiteStore) async throws {
        try await store.fill(images: 3, people: 3, replication: 2)
        try await store.write { tx in
            for person in 1...2 {
                try tx.insert(
                    Sample.submission(
                        person, image: Sample.id(1), annotator: Sample.id(person),
                        annotations: [Sample.box(1)]))
            }
            try tx.insert(Sample.submission(3, image: Sample.id(2), annotator: Sample.id(3)))
            try tx.put(Sample.consensus(image: Sample.id(1), agreement: 0.75))
        }
    }

    @Test("answers are counted by stretches of time, by person and class", arguments: TestEngine.available)
    func activity(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            let (all, ofClass, ofNone, later) = try await store.read { tx in
                (
                    try tx.activity(in: Sample.id(1), ActivityFilter(), every: 2_000),
                    try tx.activity(
                        in: Sample.id(1), ActivityFilter(person: Sample.id(2), labelID: Sample.id(1)),
                        every: 86_400_000),
                    try tx.activity(
                        in: Sample.id(1), ActivityFilter(labelID: Sample.id(9)), every: 86_400_000),
                    try tx.activity(
                        in: Sample.id(1),
                        ActivityFilter(
                            from: Sample.start.adding(seconds: 2), to: Sample.start.adding(seconds: 3)),
                        every: 1_000)
                )
            }
            #expect(
                all == [
                    ActivityRow(
                        start: Sample.start, answers: 1, shapes: 1, images: 1, people: 1,
                        activeMilliseconds: 1500, timedShapes: 1),
                    ActivityRow(
                        start: Sample.start.adding(seconds: 2), answers: 2, shapes: 1, images: 2, people: 2,
                        activeMilliseconds: 3000, timedShapes: 1),
                ])
            #expect(ofClass.map(\.answers) == [1] && ofNone.isEmpty)
            #expect(later.map(\.start) == [Sample.start.adding(seconds: 2)])
        }
    }

    @Test(
        "agreement comes at an image's last answer; images wait since theirs", arguments: TestEngine.available
    )
    func waiting(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            let (moments, none, waiting) = try await store.read { tx in
                (
                    try tx.agreementMoments(in: Sample.id(1), ActivityFilter()),
                    try tx.agreementMoments(in: Sample.id(1), ActivityFilter(person: Sample.id(3))),
                    try tx.waitingImages(in: Sample.id(1))
                )
            }
            #expect(moments == [AgreementMoment(at: Sample.start.adding(seconds: 2), agreement: 0.75)])
            #expect(none.isEmpty)
            // Answers without a turn take no slot.
            #expect(Set(waiting.map(\.id)) == [Sample.id(1), Sample.id(2), Sample.id(3)])
            #expect(waiting.allSatisfy { $0.freeSlots == 2 })
            #expect(waiting.map(\.since) == waiting.map(\.since).sorted())
        }
    }

    @Test("results count their changes, and only what is known is known", arguments: TestEngine.available)
    func revisions(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            func revision() async throws -> Int {
                try await store.read { tx in try tx.resultsRevision(of: Sample.id(1)) }
            }
            let first = try await revision()
            try await store.write { tx in try tx.put(Sample.consensus(image: Sample.id(1), agreement: 0.5)) }
            let second = try await revision()
            try await store.write { tx in try tx.deleteConsensus(image: Sample.id(1)) }
            let third = try await revision()
            #expect(first < second && second < third)
            let known = try await store.read { tx in
                try tx.knownImages(in: Sample.id(1), kinds: [.gold, .truth])
            }
            #expect(known.isEmpty)
        }
    }

    @Test(
        "moments are read as days and in RFC 3339, and nothing else is one",
        arguments: [
            ("2026-11-21", "2026-11-21T00:00:00.000Z"),
            ("2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.500Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
            ("2026-11-21T08:30:00.123456Z", "2026-11-21T08:30:00.123Z"), ("2026-02-29", nil),
            ("21.11.2026", nil),
            ("2026-11-21T08:30:00", nil), ("2026-11-21T24:00:00Z", nil), ("", nil), ("2026-1-1-1", nil),
        ] as [(String, String?)])
    func moments(text: String, expected: String?) {
        #expect(Timestamp(text)?.rfc3339 == expected)
    }
}
