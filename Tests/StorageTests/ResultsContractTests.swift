import GRDB
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: results, audit trail, removal")
struct ResultsContractTests {
    @Test("the consensus of an image is the last one stored", arguments: TestEngine.available)
    func consensus(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            let last = Sample.consensus(
                image: Sample.id(1), objects: 7, conflicts: 2, disagreement: 1.0 / 3, agreement: nil
            )
            try await store.write { tx in
                try tx.put(Sample.consensus(image: Sample.id(1)))
                try tx.put(last)
            }
            #expect(try await store.read { try $0.consensus(image: Sample.id(1)) } == last)
            try await store.write { try $0.deleteConsensus(image: Sample.id(1)) }
            #expect(try await store.read { try $0.consensus(image: Sample.id(1)) } == nil)
        }
    }

    @Test("export numbers are given in order, once, and never change", arguments: TestEngine.available)
    func exportNumbers(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.write { tx in
                try tx.insert(Sample.project(1))
                try tx.insert(Sample.project(2))
                _ = try tx.exportNumbers(for: ["b", "a"], in: Sample.id(1))
                _ = try tx.exportNumbers(for: ["c", "a", "d", "c"], in: Sample.id(1))
                _ = try tx.exportNumbers(for: ["z"], in: Sample.id(2))
            }
            let numbers = try await store.write {
                try $0.exportNumbers(for: ["a", "b", "c", "d"], in: Sample.id(1))
            }
            #expect(numbers == ["b": 1, "a": 2, "c": 3, "d": 4])
            #expect(try await store.write { try $0.exportNumbers(for: ["z"], in: Sample.id(2)) } == ["z": 1])
        }
    }

    @Test("the audit trail is listed newest first and outlives its project", arguments: TestEngine.available)
    func audit(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let events = (1...3).map { number in
                AuditEvent(
                    actor: number == 2 ? nil : Sample.id(1), action: "image.added", projectID: Sample.id(1),
                    subject: "\(number)", at: Sample.start
                )
            }
            try await store.write { tx in
                try tx.insert(Sample.project(1))
                for event in events { try tx.append(event) }
                try tx.deleteProject(Sample.id(1))
            }
            #expect(
                try await store.read { try $0.auditEvents(of: Sample.id(1), limit: 2) } == [
                    events[2], events[1],
                ])
        }
    }

    @Test("a removed project takes everything with it", arguments: TestEngine.available)
    func deleteProject(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fillEverything(store)
            try await store.write { try $0.deleteProject(Sample.id(1)) }
            for table in [
                "label_class", "membership", "one_time_link", "api_token", "image", "assignment", "slot",
                "operation",
                "submission", "annotation", "reference_layer", "consensus", "export_number",
            ] {
                #expect(try await rows(of: table, in: store) == 0, "\(table)")
            }
            #expect(try await rows(of: "account", in: store) == 2)
            #expect(try await rows(of: "audit_event", in: store) == 1)
        }
    }

    @Test("a removed image takes its answers with it, and nothing else", arguments: TestEngine.available)
    func deleteImage(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fillEverything(store)
            try await store.write { try $0.deleteImage(Sample.id(1)) }
            for (table, expected) in [
                ("image", 1), ("slot", 3), ("assignment", 0), ("operation", 0), ("submission", 0),
                ("annotation", 0),
                ("reference_layer", 0), ("consensus", 0), ("label_class", 1), ("audit_event", 1),
            ] {
                #expect(try await rows(of: table, in: store) == expected, "\(table)")
            }
        }
    }

    @Test(
        "answers and the audit trail can't be changed, not even by hand",
        arguments: TestEngine.available,
        [
            "UPDATE submission SET digest = digest", "UPDATE annotation SET x = 0",
            "UPDATE audit_event SET at = 0",
            "DELETE FROM audit_event",
        ]
    )
    func immutable(engine: TestEngine, statement: String) async throws {
        try await engine.withStore { store in
            try await fillEverything(store)
            await #expect(throws: DatabaseError.self) {
                try await store.writer.write { try $0.execute(sql: statement) }
            }
        }
    }

    @Test(
        "every image's count of free slots is the number of its free slots", arguments: TestEngine.available)
    func freeSlots(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fillEverything(store)
            try await store.write { tx in
                try tx.take(11, image: 2, person: 1)
                try tx.take(12, image: 2, person: 2)
                try tx.end(11, as: .returned)
                try tx.setSlots(4, in: Sample.id(1))
                try tx.setSlots(2, in: Sample.id(1))
            }
            // A turn that is removed by hand frees its slot, too.
            try await store.writer.write {
                try $0.execute(sql: "DELETE FROM assignment WHERE state = 'leased'")
            }
            let wrong = try await store.writer.read { db in
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT COUNT(*)
                        FROM image
                        WHERE free_slots <> (SELECT COUNT(*) FROM slot
                                             WHERE slot.image_id = image.id AND slot.assignment_id IS NULL)
                        """
                )
            }
            #expect(wrong == 0)
            #expect(try await store.read { try $0.progress(of: Sample.id(1)).slots } == 4)
        }
    }

    /// Two images, two people, and a row in every table.
    private func fillEverything(_ store: SQLiteStore) async throws {
        try await store.fill(images: 2, people: 2)
        try await store.write { tx in
            try tx.put(Membership(projectID: Sample.id(1), accountID: Sample.id(1), role: .annotator))
            try tx.insert(
                OneTimeLink(
                    tokenHash: Sample.hash(1), kind: .invite, projectID: Sample.id(1), role: .annotator,
                    createdAt: Sample.start, expiresAt: Sample.start
                )
            )
            try tx.insert(
                APIToken(
                    id: Sample.id(1), tokenHash: Sample.hash(1), accountID: Sample.id(1), name: "",
                    scope: .write,
                    projectID: Sample.id(1), createdAt: Sample.start, expiresAt: nil
                )
            )
            try tx.take(1, image: 1, person: 1)
            _ = try tx.append(
                Operation(
                    id: Sample.clientID(1), assignmentID: Sample.id(1), edit: .put(Sample.box(1)),
                    receivedAt: Sample.start
                )
            )
            try tx.insert(
                Sample.submission(
                    1, image: Sample.id(1), annotator: Sample.id(1), assignment: Sample.id(1),
                    annotations: [Sample.box(1), Sample.polygonWithHole(2)]
                )
            )
            try tx.put(
                ReferenceLayer(
                    id: Sample.id(1), imageID: Sample.id(1), kind: .gold, source: "gold", annotations: [],
                    createdAt: Sample.start
                )
            )
            try tx.put(Sample.consensus(image: Sample.id(1)))
            _ = try tx.exportNumbers(for: ["a"], in: Sample.id(1))
            try tx.append(
                AuditEvent(actor: nil, action: "a", projectID: Sample.id(1), subject: "s", at: Sample.start)
            )
        }
    }

    private func rows(of table: String, in store: SQLiteStore) async throws -> Int? {
        try await store.writer.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") }
    }
}
