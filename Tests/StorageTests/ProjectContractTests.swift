import Labeling
import Storage
import Testing

@Suite("Store contract: projects")
struct ProjectContractTests {
    @Test("a project comes back as it was stored, newest first", arguments: TestEngine.available)
    func projects(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let first = Sample.project(1)
            let second = Sample.project(2)
            try await store.write { tx in
                try tx.insert(first)
                try tx.insert(second)
            }
            #expect(try await store.read { try $0.project(Sample.id(1)) } == first)
            #expect(try await store.read { try $0.project(named: "Project 2") } == second)
            #expect(try await store.read { try $0.project(named: "project 2") } == nil)
            #expect(try await store.read { try $0.projects() } == [second, first])
            let error = await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.insert(Sample.project(3, name: "Project 1")) }
            }
            #expect(error?.code == .conflict)
        }
    }

    @Test("of two edits made from the same revision one wins", arguments: TestEngine.available)
    func revisions(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let edited = Project(
                id: Sample.id(1), name: "Cells", summary: "", instructions: "", replication: 5,
                consensus: ConsensusSettings(method: "bayes", iouThreshold: 0.4, quorum: 0.75),
                minimumSidePixels: 2.5,
                revision: 2, createdAt: Sample.project(1).createdAt
            )
            try await store.write { try $0.insert(Sample.project(1)) }
            #expect(try await store.write { try $0.update(edited, expectedRevision: 1) })
            #expect(try await store.write { try $0.update(edited, expectedRevision: 1) } == false)
            #expect(try await store.read { try $0.project(Sample.id(1)) } == edited)
        }
    }

    @Test("labels are listed by position; a label keeps its project", arguments: TestEngine.available)
    func labels(engine: TestEngine) async throws {
        try await engine.withStore { store in
            var cat = Sample.label(1, in: Sample.id(1), position: 1)
            let dog = Sample.label(2, in: Sample.id(1), position: 0)
            try await store.write { [cat] tx in
                try tx.insert(Sample.project(1))
                try tx.insert(Sample.project(2))
                try tx.put(cat)
                try tx.put(dog)
            }
            cat.name = "Cat"
            cat.isRetired = true
            cat.key = nil
            try await store.write { [cat] in try $0.put(cat) }
            #expect(try await store.read { try $0.labels(of: Sample.id(1)) } == [dog, cat])
            for bad in [Sample.label(3, in: Sample.id(1), position: 0), Sample.label(1, in: Sample.id(2))] {
                let error = await #expect(throws: BoxwoodError.self) {
                    try await store.write { try $0.put(bad) }
                }
                #expect(error?.code == .conflict)
            }
        }
    }

    @Test("memberships are added, changed and removed", arguments: TestEngine.available)
    func members(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let people = [Sample.account(2, email: "b@x"), Sample.account(1, email: "a@x")]
            try await store.write { tx in
                try tx.insert(Sample.project(1))
                for person in people {
                    try tx.insert(person)
                    try tx.put(Membership(projectID: Sample.id(1), accountID: person.id, role: .annotator))
                }
                try tx.put(Membership(projectID: Sample.id(1), accountID: Sample.id(2), role: .reviewer))
            }
            let listed = try await store.read { tx in
                try tx.members(of: Sample.id(1)).map { ($0.account.email ?? "", $0.membership.role) }
            }
            #expect(listed.map(\.0) == ["a@x", "b@x"])
            #expect(listed.map(\.1) == [.annotator, .reviewer])
            #expect(try await store.read { try $0.memberships(of: Sample.id(2)).map(\.role) } == [.reviewer])
            #expect(try await store.write { try $0.deleteMembership(of: Sample.id(2), in: Sample.id(1)) })
            #expect(
                try await store.write { try $0.deleteMembership(of: Sample.id(2), in: Sample.id(1)) } == false
            )
            #expect(try await store.read { try $0.membership(of: Sample.id(2), in: Sample.id(1)) } == nil)
        }
    }

    @Test("a member of what does not exist is refused", arguments: TestEngine.available)
    func foreignKeys(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let error = await #expect(throws: BoxwoodError.self) {
                try await store.write {
                    try $0.put(Membership(projectID: Sample.id(1), accountID: Sample.id(1), role: .annotator))
                }
            }
            #expect(error?.code == .conflict)
        }
    }

    @Test(
        "progress counts slots, answers, turns, complete, empty and skipped images",
        arguments: TestEngine.available)
    func progress(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 5, people: 3, replication: 2)
            try await store.write { tx in
                var number = 10
                // Images 1 and 2 are complete, 3 has one answer and one turn, 4 was skipped.
                for (image, person) in [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)] {
                    number += 1
                    try tx.answer(tx.take(number, image: image, person: person), number: number)
                }
                try tx.take(30, image: 3, person: 2)
                try tx.insert(
                    Sample.submission(31, image: Sample.id(1), annotator: Sample.id(3), status: .late))
                try tx.take(32, image: 4, person: 1)
                try tx.end(32, as: .skipped)
                try tx.put(Sample.consensus(image: Sample.id(1), objects: 0, conflicts: 2))
                try tx.put(Sample.consensus(image: Sample.id(2), objects: 4, conflicts: 1))
            }
            let expected = ProjectProgress(
                images: 5, slots: 10, submitted: 5, leased: 1, complete: 2, empty: 1, skipped: 1, conflicts: 3
            )
            #expect(try await store.read { try $0.progress(of: Sample.id(1)) } == expected)
            let nothing = ProjectProgress(
                images: 0, slots: 0, submitted: 0, leased: 0, complete: 0, empty: 0, skipped: 0, conflicts: 0
            )
            #expect(try await store.read { try $0.progress(of: Sample.id(2)) } == nothing)
        }
    }
}
