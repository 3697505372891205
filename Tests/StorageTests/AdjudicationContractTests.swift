import Geometry
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: conflicts and what was decided about them")
struct AdjudicationContractTests {
    private func conflict(
        _ number: Int, image: Int = 1, kind: QueuedConflict.Kind = .extra, errors: Double = 0.5
    ) -> QueuedConflict {
        QueuedConflict(
            id: Sample.id(number), imageID: Sample.id(image), kind: kind, labelID: Sample.id(1),
            objectID: "o\(number)", box: Box(x: 1, y: 2, width: 3, height: 4), errors: errors, minutes: 0.1)
    }

    private func wallObject(_ number: Int, image: Int = 1, probability: Double) -> WallObject {
        WallObject(
            imageID: Sample.id(image), objectID: "o\(number)", labelID: Sample.id(1),
            box: Box(x: 1, y: 2, width: 3, height: 4), probability: probability, spread: 1 - probability,
            verdict: number == 1 ? .wrong : nil)
    }

    private func digest(
        image: Int = 1, open: [QueuedConflict] = [], decided: [AdjudicationID: QueuedConflict] = [:],
        objects: [WallObject] = []
    ) -> AdjudicationIndex {
        AdjudicationIndex(
            imageID: Sample.id(image), projectID: Sample.id(1), open: open, decided: decided, objects: objects
        )
    }

    private func entry(_ number: Int, _ content: Adjudication.Content, image: Int = 1) -> Adjudication {
        Adjudication(
            id: Sample.clientID(number), projectID: Sample.id(1), imageID: Sample.id(image), content: content,
            authorID: Sample.id(1), createdAt: Sample.start.adding(seconds: Int64(number)))
    }

    private func decision(_ number: Int) -> Adjudication {
        let shape = Sample.polygonWithHole(1)
        return entry(
            number,
            .decision(
                Decision(
                    conflict: conflict(number), choice: .answer, letter: "B", shapes: [shape],
                    reason: "So it is.",
                    anchors: [
                        Anchor(annotationID: shape.id, annotatorID: Sample.id(1), shape: shape.shape)
                    ])))
    }

    private func record(image: Int) -> ConsensusRecord {
        ConsensusRecord(
            imageID: Sample.id(image), settings: ConsensusSettings(), annotators: 1, objects: 1, conflicts: 1,
            agreement: nil, disagreement: 0, document: "{}", computedAt: Sample.start)
    }

    /// A store with images that have a consensus.
    private func withStore(
        _ engine: TestEngine, images: Int = 2, _ body: (any Store) async throws -> Void
    ) async throws {
        try await engine.withStore { store in
            try await store.fill(images: images, people: 2)
            let records = (1...images).map(record)
            try await store.write { tx in for record in records { try tx.put(record) } }
            try await body(store)
        }
    }

    @Test("the queue is in order of gain, a page at a time, and counted", arguments: TestEngine.available)
    func queue(engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let first = digest(
                open: (1...5).map { conflict($0, kind: $0 < 3 ? .class : .extra, errors: Double($0 % 3)) },
                decided: [Sample.clientID(9): conflict(9, errors: 9)])
            let second = digest(image: 2, open: [conflict(6, image: 2, errors: 2)])
            try await store.write { tx in
                try tx.put(first)
                try tx.put(second)
            }
            func page(_ query: ConflictQuery) async throws -> [String] {
                var (query, seen) = (query, [String]())
                query.limit = 2
                repeat {
                    let page = try await store.read { [query] in
                        try $0.conflicts(of: Sample.id(1), query: query)
                    }
                    seen += page.items.map { $0.conflict.objectID ?? "" }
                    query.after = page.next
                } while query.after != nil
                return seen
            }
            #expect(try await page(ConflictQuery()) == ["o2", "o5", "o6", "o1", "o4", "o3"])
            #expect(try await page(ConflictQuery(state: .all)).first == "o9")
            #expect(try await page(ConflictQuery(kind: .class)) == ["o2", "o1"])
            #expect(try await page(ConflictQuery(image: Sample.id(2))) == ["o6"])
            let counts = try await store.read {
                try $0.conflictCounts(of: Sample.id(1), query: ConflictQuery(kind: .class))
            }
            #expect(counts == ConflictCounts(open: [.class: 2, .extra: 4], decided: 1, total: 2))
            let row = try #require(try await store.read { try $0.conflict(Sample.id(9)) })
            #expect(row.conflict == conflict(9, errors: 9))
            #expect(row.decision == Sample.clientID(9))
            await #expect(throws: BoxwoodError.self) {
                try await store.read {
                    try $0.conflicts(of: Sample.id(1), query: ConflictQuery(after: "zz"))
                }
            }
        }
    }

    @Test(
        "a new digest takes the place of the old; an assignment outlives it", arguments: TestEngine.available)
    func digests(engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let (old, new) = (digest(open: [conflict(1), conflict(2)]), digest(open: [conflict(2)]))
            #expect(try await store.read { try !$0.hasAdjudicationIndex(image: Sample.id(1)) })
            try await store.write { try $0.put(old) }
            #expect(try await store.read { try $0.hasAdjudicationIndex(image: Sample.id(1)) })
            let given = try await store.write {
                try $0.assign([Sample.id(2), Sample.id(8)], in: Sample.id(1), to: Sample.id(2))
            }
            #expect(given == 1)
            try await store.write { try $0.put(new) }
            let mine = ConflictQuery(assignee: .account(Sample.id(2)))
            let page = try await store.read { try $0.conflicts(of: Sample.id(1), query: mine) }
            #expect(page.items.map(\.assignee) == [Sample.id(2)])
            _ = try await store.write { try $0.assign([Sample.id(2)], in: Sample.id(1), to: nil) }
            let nobody = ConflictQuery(assignee: .nobody)
            #expect(
                try await store.read { try $0.conflictCounts(of: Sample.id(1), query: nobody) }.total == 1)
            try await store.write { try $0.deleteConsensus(image: Sample.id(1)) }
            #expect(try await store.read { try $0.conflict(Sample.id(2)) } == nil)
        }
    }

    @Test("the wall is sorted both ways, a page at a time", arguments: TestEngine.available)
    func wall(engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let objects = digest(
                objects: [0.5, 0.25, 0.75].enumerated().map {
                    wallObject($0.offset + 1, probability: $0.element)
                })
            try await store.write { try $0.put(objects) }
            func page(_ query: WallQuery) async throws -> [String] {
                var (query, seen) = (query, [String]())
                query.limit = 2
                repeat {
                    let page = try await store.read { [query] tx in
                        let page = try tx.wall(of: Sample.id(1), query: query)
                        return (page.items.map(\.object.objectID), page.next)
                    }
                    seen += page.0
                    query.after = page.1
                } while query.after != nil
                return seen
            }
            #expect(try await page(WallQuery()) == ["o2", "o1", "o3"])
            #expect(try await page(WallQuery(label: Sample.id(1), isDescending: true)) == ["o3", "o1", "o2"])
            #expect(try await page(WallQuery(order: .spread)) == ["o3", "o1", "o2"])
            #expect(try await page(WallQuery(label: Sample.id(7))).isEmpty)
            #expect(try await store.read { try $0.wallCount(of: Sample.id(1), label: nil) } == 3)
        }
    }

    @Test(
        "entries come back as they were, are withdrawn by another, and only grow",
        arguments: TestEngine.available)
    func entries(engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let (first, second) = (decision(1), decision(2))
            let look = entry(
                3, .look(SecondLook(objectID: "o", verdict: .relabel, labelID: Sample.id(1), anchors: [])))
            let undo = entry(4, .withdrawal(of: first.id))
            let revision = try await store.read { try $0.answersRevision(of: Sample.id(1)) }
            try await store.write { tx in
                for entry in [first, second, look, undo] { try tx.append(entry) }
            }
            #expect(try await store.read { try $0.adjudication(first.id) } == first)
            #expect(try await store.read { try $0.adjudications(image: Sample.id(1)) } == [second, look])
            #expect(try await store.read { try $0.withdrawal(of: first.id) } == undo)
            #expect(try await store.read { try $0.answersRevision(of: Sample.id(1)) } == revision + 4)
            let newest = try await store.read { try $0.decisions(of: Sample.id(1), after: nil, limit: 1) }
            #expect(newest.items == [second])
            let rest = try await store.read {
                try $0.decisions(of: Sample.id(1), after: newest.next, limit: 1)
            }
            #expect(rest.items == [first])
            #expect(rest.next == nil)
            for again in [first, entry(5, .withdrawal(of: first.id))] {
                await #expect(throws: BoxwoodError.self) { try await store.write { try $0.append(again) } }
            }
            try await store.write { try $0.deleteImage(Sample.id(1)) }
            #expect(try await store.read { try $0.adjudication(first.id) } == nil)
        }
    }
}
