import Labeling
import Storage
import Testing

@Suite("Store contract: the table of images")
struct ImageTableContractTests {
    /// Ten images; 1 complete and empty, 2 complete with conflicts, 3 partial, 4 skipped, the others untouched.
    private func fill(_ store: SQLiteStore) async throws {
        try await store.write { tx in
            try tx.insert(Sample.project(1, replication: 2))
            try tx.put(Sample.label(1, in: Sample.id(1), position: 0))
            for number in 1...3 { try tx.insert(Sample.account(number)) }
            for number in 1...10 {
                // Every other name is the same, so that the name alone does not decide.
                let name = number.isMultiple(of: 2) ? "same.jpg" : "z\(10 - number) ä.jpg"
                try tx.insert(Sample.image(number, in: Sample.id(1), position: number, name: name), slots: 2)
            }
            for (number, (image, person)) in [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)].enumerated() {
                try tx.insert(
                    Sample.submission(number, image: Sample.id(image), annotator: Sample.id(person)))
            }
            try tx.take(1, image: 4, person: 3)
            try tx.end(1, as: .skipped)
            try tx.put(Sample.consensus(image: Sample.id(1), objects: 0, disagreement: 0, risk: 0.125))
            try tx.put(
                Sample.consensus(image: Sample.id(2), objects: 2, conflicts: 1, disagreement: 0.1 + 0.2))
            try tx.put(
                Sample.consensus(image: Sample.id(3), objects: 1, disagreement: 0, agreement: nil, risk: 0.25)
            )
        }
    }

    private func positions(_ store: SQLiteStore, _ query: ImageQuery) async throws -> [Int] {
        var query = query
        var found: [Int] = []
        while true {
            let page = try await store.read { [query] in try $0.overview(of: Sample.id(1), query: query) }
            #expect(page.items.count <= query.limit)
            found += page.items.map(\.image.position)
            guard let next = page.next else { return found }
            query.after = next
        }
    }

    @Test(
        "each filter holds what it says",
        arguments: TestEngine.available,
        [
            (ImageQuery.Filter.all, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), (.unlabelled, [5, 6, 7, 8, 9, 10]),
            (.partial, [3]), (.complete, [1, 2]), (.empty, [1]), (.skipped, [4]), (.conflicts, [2]),
        ]
    )
    func filters(engine: TestEngine, expected: (filter: ImageQuery.Filter, positions: [Int])) async throws {
        try await engine.withStore { store in
            try await fill(store)
            #expect(try await positions(store, ImageQuery(filter: expected.filter)) == expected.positions)
        }
    }

    @Test(
        "pages of any size put together are the whole list", arguments: TestEngine.available,
        ImageQuery.Order.allCases)
    func paging(engine: TestEngine, order: ImageQuery.Order) async throws {
        let expected: [Int] =
            switch order {
            case .position: Array(1...10)
            case .disagreement: [2, 1, 3, 4, 5, 6, 7, 8, 9, 10]
            case .risk: [3, 1, 2, 4, 5, 6, 7, 8, 9, 10]
            case .name: [2, 4, 6, 8, 10, 9, 7, 5, 3, 1]
            }
        try await engine.withStore { store in
            try await fill(store)
            for limit in [1, 2, 3, 9, 10, 11] {
                #expect(try await positions(store, ImageQuery(order: order, limit: limit)) == expected)
            }
        }
    }

    @Test("a row says where the work stands", arguments: TestEngine.available)
    func rows(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            let row = try await store.read { try $0.overview(of: Sample.id(2)) }
            #expect(row?.status == .complete)
            #expect(row?.submitted == 2)
            #expect(row?.consensus == .init(objects: 2, conflicts: 1, agreement: 1, disagreement: 0.1 + 0.2))
            #expect(try await store.read { try $0.overview(of: Sample.id(3))?.consensus?.agreement } == nil)
            #expect(try await store.read { try $0.overview(of: Sample.id(4))?.status } == .skipped)
            #expect(try await store.read { try $0.overview(of: Sample.id(99) as ImageID) } == nil)
        }
    }

    @Test("an invented cursor, or one of another order, is refused", arguments: TestEngine.available)
    func cursors(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            let page = try await store.read { try $0.overview(of: Sample.id(1), query: ImageQuery(limit: 1)) }
            let foreign = try #require(page.next)
            for bad in ["", "zz", "00", "7", "ffff", foreign] {
                let query = ImageQuery(order: .name, after: bad)
                let error = await #expect(throws: BoxwoodError.self) {
                    try await store.read { try $0.overview(of: Sample.id(1), query: query) }
                }
                #expect(error?.code == .invalid)
                #expect(error?.field == "after")
            }
        }
    }
}
