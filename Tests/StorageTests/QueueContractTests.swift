import Labeling
import Storage
import Testing

@Suite("Store contract: the queue")
struct QueueContractTests {
    private func next(_ store: SQLiteStore, person: Int) async throws -> Int? {
        let id = try await store.write {
            try $0.nextFreeImage(for: Sample.id(person), in: Sample.id(1), withFewerThan: nil)
        }
        guard let id else { return nil }
        return try await store.read { try $0.image(id)?.position }
    }

    @Test("an image has as many turns as slots, and no more", arguments: TestEngine.available)
    func slots(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 3, replication: 2)
            let claims = try await store.write { tx in
                try (1...3).map { person in
                    try tx.claimSlot(
                        for: Sample.assignment(person, image: Sample.id(1), annotator: Sample.id(person)))
                }
            }
            #expect(claims == [true, true, false])
            #expect(
                try await store.read { try $0.assignment(Sample.id(3)) } == nil,
                "a refused turn leaves nothing")
            let first = Sample.assignment(1, image: Sample.id(1), annotator: Sample.id(1))
            #expect(try await store.read { try $0.assignment(Sample.id(1)) } == first)
            #expect(
                try await store.read { try $0.assignment(of: Sample.id(1), image: Sample.id(1)) } == first)
            #expect(
                try await store.read { try $0.leasedAssignments(of: Sample.id(1), in: Sample.id(1)) } == [
                    first
                ])
            #expect(try await store.read { try $0.hasAssignment(Sample.id(1), image: Sample.id(1)) })
            #expect(try await store.read { try $0.hasAssignment(Sample.id(3), image: Sample.id(1)) } == false)
        }
    }

    @Test(
        "images nearest to having all their answers come first, then by position",
        arguments: TestEngine.available)
    func order(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 4, people: 5, replication: 3)
            #expect(try await next(store, person: 1) == 1)
            try await store.write { tx in
                try tx.take(1, image: 3, person: 1)
                try tx.take(2, image: 4, person: 1)
                try tx.take(3, image: 4, person: 2)
            }
            #expect(try await next(store, person: 3) == 4)
            #expect(try await next(store, person: 2) == 3, "not the image that person 2 holds")
            #expect(try await next(store, person: 1) == 1)
        }
    }

    @Test(
        "a returned image is offered again last, an expired one in its place, a skipped one never",
        arguments: TestEngine.available)
    func again(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 1, replication: 1)
            for (state, expected) in [
                (Assignment.State.returned, [2, 3, 1]), (.expired, [1, 2, 3]), (.skipped, [2, 3]),
            ] {
                try await store.write { tx in
                    for image in 1...3 { try tx.deleteImage(Sample.id(image)) }
                    for image in 1...3 {
                        try tx.insert(Sample.image(image, in: Sample.id(1), position: image), slots: 1)
                    }
                    try tx.take(1, image: 1, person: 1)
                    try tx.end(1, as: state)
                }
                let open = try await store.read {
                    try $0.availableImages(for: Sample.id(1), in: Sample.id(1))
                }
                #expect(open == expected.count)
                var offered: [Int] = []
                while let position = try await next(store, person: 1) {
                    offered.append(position)
                    try await store.write { tx in
                        try tx.answer(
                            tx.assignment(of: Sample.id(1), image: Sample.id(position)).map { turn in
                                try tx.take(1, image: position, person: 1, token: turn.leaseToken + "'")
                            } ?? tx.take(10 + position, image: position, person: 1),
                            number: position
                        )
                    }
                }
                #expect(offered == expected, "after \(state)")
                #expect(
                    try await store.read { try $0.availableImages(for: Sample.id(1), in: Sample.id(1)) } == 0)
            }
        }
    }

    @Test(
        "an imported answer takes no slot, but its author is not asked again", arguments: TestEngine.available
    )
    func imported(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 2, replication: 1)
            try await store.write {
                try $0.insert(Sample.submission(1, image: Sample.id(1), annotator: Sample.id(1)))
            }
            #expect(try await next(store, person: 1) == nil)
            #expect(try await store.read { try $0.availableImages(for: Sample.id(1), in: Sample.id(1)) } == 0)
            #expect(try await next(store, person: 2) == 1)
            #expect(try await store.read { try $0.availableImages(for: Sample.id(2), in: Sample.id(1)) } == 1)
            let error = await #expect(throws: BoxwoodError.self) {
                try await store.write {
                    try $0.claimSlot(for: Sample.assignment(1, image: Sample.id(1), annotator: Sample.id(1)))
                }
            }
            #expect(error?.code == .conflict)
            #expect(try await next(store, person: 2) == 1, "the refused claim took nothing")
        }
    }

    @Test(
        "a turn taken up again keeps its identifier and gets the new lease", arguments: TestEngine.available)
    func resumed(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 2, replication: 2)
            let later = Sample.start.adding(seconds: 999)
            try await store.write { tx in
                try tx.take(1, image: 1, person: 1)
                try tx.end(1, as: .returned)
                try tx.take(7, image: 1, person: 1, token: "second", expiresAt: later)
                try tx.take(8, image: 1, person: 1, token: "third", expiresAt: later)
            }
            let turn = try await store.read { try $0.assignment(of: Sample.id(1), image: Sample.id(1)) }
            #expect(turn?.id == Sample.id(1))
            #expect(turn?.leaseToken == "third")
            #expect(turn?.leaseExpiresAt == later)
            #expect(turn?.state == .leased)
            #expect(try await next(store, person: 2) == 1, "holding it twice takes one slot")
        }
    }

    @Test("a lease is renewed with its own token while it is held", arguments: TestEngine.available)
    func renewal(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let later = Sample.start.adding(seconds: 500)
            try await store.write { _ = try $0.take(1, image: 1, person: 1, token: "mine") }
            #expect(
                try await store.write { try $0.renewLease(Sample.id(1), token: "theirs", expiresAt: later) }
                    == false)
            #expect(
                try await store.write { try $0.renewLease(Sample.id(1), token: "mine", expiresAt: later) })
            #expect(try await store.read { try $0.assignment(Sample.id(1))?.leaseExpiresAt } == later)
            try await store.write { try $0.end(1, as: .returned) }
            #expect(
                try await store.write { try $0.renewLease(Sample.id(1), token: "mine", expiresAt: later) }
                    == false)
            #expect(
                try await store.write { try $0.release(Sample.id(1), to: .skipped, reason: nil) } == false)
        }
    }

    @Test(
        "leases that ran out end, free their slots and are reported; others stay",
        arguments: TestEngine.available)
    func expiry(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 4, replication: 3)
            try await store.write { tx in
                for (person, seconds) in [(1, 20), (2, 10), (3, 30)] {
                    try tx.take(
                        person, image: 1, person: person,
                        expiresAt: Sample.start.adding(seconds: Int64(seconds))
                    )
                }
            }
            #expect(try await next(store, person: 4) == nil)
            let now = Sample.start.adding(seconds: 30)
            let ended = try await store.write { try $0.expireLeases(in: Sample.id(1), now: now) }
            #expect(ended == [Sample.id(2), Sample.id(1)])
            #expect(try await store.write { try $0.expireLeases(in: Sample.id(1), now: now) } == [])
            #expect(try await store.read { try $0.assignment(Sample.id(1))?.state } == .expired)
            #expect(try await store.read { try $0.assignment(Sample.id(3))?.state } == .leased)
            #expect(try await next(store, person: 4) == 1)
        }
    }

    @Test("a skip keeps its reason", arguments: TestEngine.available)
    func reason(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let released = try await store.write { tx in
                try tx.take(1, image: 1, person: 1)
                return try tx.release(Sample.id(1), to: .skipped, reason: "too dark")
            }
            #expect(released)
            let turn = try await store.read { try $0.assignment(Sample.id(1)) }
            #expect(turn?.state == .skipped)
            #expect(turn?.skipReason == "too dark")
            let error = await #expect(throws: BoxwoodError.self) {
                try await store.write { _ = try $0.take(2, image: 1, person: 1) }
            }
            #expect(error?.code == .conflict)
        }
    }

    @Test(
        "a turn can't be ended as if it were held or answered", arguments: TestEngine.available,
        [Assignment.State.leased, .submitted])
    func wrongEnd(engine: TestEngine, state: Assignment.State) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            try await store.write { _ = try $0.take(1, image: 1, person: 1) }
            await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.release(Sample.id(1), to: state, reason: nil) }
            }
        }
    }
}
