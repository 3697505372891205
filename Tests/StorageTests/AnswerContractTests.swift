import Geometry
import Labeling
import Storage
import Testing

@Suite("Store contract: drafts and answers")
struct AnswerContractTests {
    private func operation(_ number: Int, _ edit: Operation.Edit, turn: Int = 1) -> Operation {
        Operation(
            id: Sample.clientID(number), assignmentID: Sample.id(turn), edit: edit,
            receivedAt: Sample.start.adding(seconds: -Int64(number))
        )
    }

    @Test("operations come back in the order they were taken, each once", arguments: TestEngine.available)
    func operations(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            let edits = [
                operation(5, .put(Sample.box(1))), operation(2, .put(Sample.polygonWithHole(2))),
                operation(9, .remove(Sample.clientID(1))),
            ]
            let fresh = try await store.write { tx in
                try tx.take(1, image: 1, person: 1)
                try tx.take(2, image: 2, person: 1)
                return try edits.map(tx.append)
            }
            #expect(fresh == [true, true, true])
            let foreign = operation(5, .remove(Sample.clientID(7)), turn: 2)
            #expect(try await store.write { try [edits[0], foreign].map($0.append) } == [false, false])
            #expect(try await store.read { try $0.operations(of: Sample.id(1)) } == edits)
            #expect(try await store.read { try $0.operations(of: Sample.id(2)) } == [])
            #expect(try await store.read { try $0.operation(Sample.clientID(5)) } == edits[0])
            #expect(try await store.read { try $0.operation(Sample.clientID(6)) } == nil)
            func last(on shape: Int, turn: Int = 1) async throws -> Operation? {
                try await store.read {
                    try $0.lastOperation(on: Sample.clientID(shape), in: Sample.id(turn))
                }
            }
            #expect(try await last(on: 1) == edits[2])
            #expect(try await last(on: 2) == edits[1])
            #expect(try await last(on: 1, turn: 2) == nil)
        }
    }

    @Test("an answer comes back to the last bit, whatever it holds", arguments: TestEngine.available)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 1)
            let drawn = Sample.submission(
                1, image: Sample.id(1), annotator: Sample.id(1), assignment: Sample.id(1),
                annotations: [Sample.polygonWithHole(9), Sample.box(3), Sample.polygonWithHole(1)]
            )
            let empty = Sample.submission(2, image: Sample.id(2), annotator: Sample.id(1), status: .late)
            try await store.write { tx in
                try tx.take(1, image: 1, person: 1)
                try tx.insert(drawn)
                try tx.insert(empty)
            }
            #expect(try await store.read { try $0.submission(Sample.clientID(1)) } == drawn)
            #expect(try await store.read { try $0.submission(of: Sample.id(1)) } == drawn)
            #expect(try await store.read { try $0.submission(Sample.clientID(2)) } == empty)
            #expect(try await store.read { try $0.assignment(Sample.id(1))?.state } == .submitted)
            let mine = try await store.read { try $0.submissions(of: Sample.id(1), in: Sample.id(1)) }
            #expect(mine == [empty, drawn], "newest first")
        }
    }

    @Test("only accepted answers count", arguments: TestEngine.available)
    func counting(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 3)
            try await store.write { tx in
                try tx.insert(Sample.submission(3, image: Sample.id(1), annotator: Sample.id(1)))
                try tx.insert(Sample.submission(2, image: Sample.id(1), annotator: Sample.id(2)))
                try tx.insert(
                    Sample.submission(1, image: Sample.id(1), annotator: Sample.id(3), status: .late))
                try tx.insert(Sample.submission(4, image: Sample.id(2), annotator: Sample.id(2)))
            }
            let counted = try await store.read { try $0.submissions(image: Sample.id(1)).map(\.id) }
            #expect(counted == [Sample.clientID(2), Sample.clientID(3)], "by time")
            let counts = try await store.read { try $0.submissionCounts(in: Sample.id(1)) }
            #expect(counts == [Sample.id(1): 1, Sample.id(2): 2])
        }
    }

    @Test(
        "an answer whose turn ran out counts while a slot is free, and not after",
        arguments: TestEngine.available)
    func lostTurn(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 3, replication: 1)
            try await store.write { tx in
                try tx.take(1, image: 1, person: 1)
                try tx.end(1, as: .expired)
                try tx.take(2, image: 1, person: 2)
            }
            let answer = Sample.submission(
                1, image: Sample.id(1), annotator: Sample.id(1), assignment: Sample.id(1),
                annotations: [Sample.box(1)]
            )
            // Even where the body goes on after the refusal, nothing of the refused answer stays.
            let refusal = try await store.write { tx -> BoxwoodError.Code? in
                do {
                    try tx.insert(answer)
                    return nil
                } catch let error as BoxwoodError {
                    return error.code
                }
            }
            #expect(refusal == .conflict)
            #expect(try await store.read { try $0.submission(Sample.clientID(1)) } == nil)
            #expect(try await store.read { try $0.assignment(Sample.id(1))?.state } == .expired)

            try await store.write { tx in
                try tx.end(2, as: .returned)
                try tx.insert(answer)
            }
            #expect(try await store.read { try $0.submissions(image: Sample.id(1)) } == [answer])
            let next = try await store.write {
                try $0.nextFreeImage(for: Sample.id(3), in: Sample.id(1), withFewerThan: nil)
            }
            #expect(next == nil, "the answer has taken the slot")
        }
    }

    @Test(
        "a second answer by the same person, or to the same turn, is a conflict",
        arguments: TestEngine.available)
    func twice(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 2)
            try await store.write { tx in
                try tx.answer(tx.take(1, image: 1, person: 1), number: 1)
                try tx.take(2, image: 2, person: 2)
            }
            let again = [
                Sample.submission(2, image: Sample.id(1), annotator: Sample.id(1)),
                Sample.submission(3, image: Sample.id(1), annotator: Sample.id(1), assignment: Sample.id(1)),
                Sample.submission(1, image: Sample.id(2), annotator: Sample.id(1)),
                Sample.submission(4, image: Sample.id(2), annotator: Sample.id(1), assignment: Sample.id(2)),
            ]
            for answer in again {
                let error = await #expect(throws: BoxwoodError.self) {
                    try await store.write { try $0.insert(answer) }
                }
                #expect(error?.code == .conflict)
            }
            #expect(try await store.read { try $0.submissionCounts(in: Sample.id(1)) } == [Sample.id(1): 1])
        }
    }

    @Test("a shape that is not one is refused, with the whole answer", arguments: TestEngine.available)
    func notNumbers(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            for box in [
                Box(x: .nan, y: 0, width: 1, height: 1), Box(x: 0, y: 0, width: 0, height: 1),
                Box(x: 0, y: 0, width: 1, height: -1),
            ] {
                let bad = Annotation(id: Sample.clientID(2), labelID: Sample.id(1), shape: .box(box))
                let error = await #expect(throws: BoxwoodError.self) {
                    try await store.write {
                        try $0.insert(
                            Sample.submission(
                                1, image: Sample.id(1), annotator: Sample.id(1),
                                annotations: [Sample.box(1), bad]
                            )
                        )
                    }
                }
                #expect(error?.code == .invalid)
            }
            #expect(try await store.read { try $0.submissions(image: Sample.id(1)) } == [])
        }
    }

    @Test(
        "gold comes before predictions, and a second import replaces the first",
        arguments: TestEngine.available)
    func references(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 0)
            func layer(_ number: Int, _ kind: ReferenceLayer.Kind, _ source: String) -> ReferenceLayer {
                ReferenceLayer(
                    id: Sample.id(number), imageID: Sample.id(1), kind: kind, source: source,
                    annotations: [Sample.box(number), Sample.polygonWithHole(number + 1)],
                    createdAt: Sample.start
                )
            }
            let layers = [layer(1, .prediction, "b"), layer(2, .prediction, "a"), layer(3, .gold, "gold")]
            let newer = layer(4, .prediction, "b")
            try await store.write { tx in
                for layer in layers + [newer] { try tx.put(layer) }
            }
            #expect(
                try await store.read { try $0.references(image: Sample.id(1)) } == [
                    layers[2], layers[1], newer,
                ])
        }
    }
}
