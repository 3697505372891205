import Labeling
import Storage
import TestSupport
import Testing

/// Exactly k people an image, however many ask at once.
@Suite("Exactly-k under concurrency")
struct ReplicationTests {
    private static let images = 40
    private static let people = 50
    private static let replication = 3

    /// One step of the work of one person, at random; answers whether nothing was left to do.
    private func step(_ store: SQLiteStore, person: Int, number: Int, random: UInt64) async throws -> Bool {
        let project: ProjectID = Sample.id(1)
        let annotator: AccountID = Sample.id(person)
        let now = Sample.start.adding(seconds: Int64(number))
        let turn = try await store.write { tx -> Assignment? in
            if random.isMultiple(of: 7) { _ = try tx.expireLeases(in: project, now: now) }
            if let held = try tx.leasedAssignments(of: annotator, in: project).first { return held }
            guard let image = try tx.nextFreeImage(for: annotator, in: project, withFewerThan: nil) else {
                return nil
            }
            let turn = Sample.assignment(
                person * 100_000 + number, image: image, annotator: annotator, token: "\(number)",
                expiresAt: now.adding(seconds: Int64(random % 5) - 2)
            )
            guard try tx.claimSlot(for: turn) else { return nil }
            return try tx.assignment(of: annotator, image: image)
        }
        guard let turn else { return true }
        // The answer comes in a transaction of its own, when the lease may be gone.
        try await store.write { tx in
            switch random % 10 {
            case 0, 1:
                _ = try tx.release(turn.id, to: .returned, reason: nil)
            case 2:
                _ = try tx.expireLeases(in: project, now: now)
            default:
                guard try tx.submission(of: turn.id) == nil else { return }
                let answer = Sample.submission(
                    person * 100_000 + number, image: turn.imageID, annotator: annotator, assignment: turn.id
                )
                do {
                    try tx.insert(answer)
                } catch let error as BoxwoodError where error.code == .conflict {
                    try tx.insert(
                        Sample.submission(
                            person * 100_000 + number, image: turn.imageID, annotator: annotator,
                            assignment: turn.id, status: .late
                        )
                    )
                }
            }
        }
        return false
    }

    @Test(
        "never more than k answers, never one person twice, and all slots are filled",
        arguments: TestEngine.available)
    func exactlyK(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: Self.images, people: Self.people, replication: Self.replication)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in 1...Self.people {
                    group.addTask {
                        var generator = SeededGenerator(seed: UInt64(person))
                        // Two tasks a person ask at once, as two open tabs would.
                        for number in 0..<60 {
                            let (first, second) = (generator.next(), generator.next())
                            async let other = step(store, person: person, number: 2 * number, random: first)
                            let isDone = try await step(
                                store, person: person, number: 2 * number + 1, random: second)
                            if try await other, isDone { break }
                        }
                    }
                }
                try await group.waitForAll()
            }
            // What is still held is given up, and whoever may takes the rest.
            for round in 1...Self.people {
                let far = Sample.start.adding(days: 1)
                _ = try await store.write { try $0.expireLeases(in: Sample.id(1), now: far) }
                let progress = try await store.read { try $0.progress(of: Sample.id(1)) }
                if progress.complete == Self.images { break }
                for number in 0..<Self.images {
                    // Random number 9 always answers.
                    if try await step(store, person: round, number: 1000 + number, random: 9) { break }
                }
            }
            for image in 1...Self.images {
                let answers = try await store.read { try $0.submissions(image: Sample.id(image)) }
                #expect(answers.count == Self.replication, "image \(image)")
                #expect(Set(answers.map(\.annotatorID)).count == answers.count, "image \(image)")
            }
            let progress = try await store.read { try $0.progress(of: Sample.id(1)) }
            #expect(progress.submitted == Self.images * Self.replication)
            #expect(progress.complete == Self.images)
            #expect(progress.leased == 0)
        }
    }
}
