import GRDB
import Geometry
import Labeling
import Testing

@testable import Storage

@Suite("Store contract: second passes and behaviour")
struct SecondPassContractTests {
    private func claim(
        _ tx: any WriteTransaction, judge: Int, judges: Int = 1, source: SecondPassSettings.Source = .first,
        after seconds: Int64 = 10, staleBefore: Timestamp = Sample.start
    ) throws -> ImageID? {
        try tx.claimSecondPass(
            for: Sample.id(judge), in: Sample.id(1),
            settings: SecondPassSettings(source: source, judges: judges),
            staleBefore: staleBefore, at: Sample.start.adding(seconds: seconds),
            turn: (Sample.id(900 + judge * 10 + Int(seconds) % 10), Sample.hash(judge)))
    }

    private func verdict(
        _ number: Int, judge: Int = 3, item: String = "a", verdict: SecondPassVerdict.Verdict = .good
    ) -> SecondPassVerdict {
        SecondPassVerdict(
            id: Sample.clientID(number), projectID: Sample.id(1), imageID: Sample.id(1),
            judgeID: Sample.id(judge),
            item: item, verdict: verdict, reason: verdict == .bad ? .loose : nil,
            labelID: verdict == .corrected ? Sample.id(1) : nil,
            shape: verdict == .corrected ? .box(Box(x: 1.25, y: 2, width: 3, height: 1.0 / 3)) : nil,
            milliseconds: 1_200, drawers: [Sample.id(1), Sample.id(2)],
            createdAt: Sample.start.adding(seconds: Int64(number)))
    }

    /// Three images in order; person 1 answered the first two, and all three hold an object.
    private func fill(_ store: SQLiteStore) async throws {
        try await store.fill(images: 3, people: 5)
        try await store.write { tx in
            for number in 1...2 {
                let turn = try tx.take(number, image: number, person: 1)
                try tx.answer(turn, number: number)
            }
            for number in 1...3 { try tx.put(Sample.consensus(image: Sample.id(number))) }
        }
    }

    @Test("an image goes to as many judges as asked, none of whom drew it", arguments: TestEngine.available)
    func claims(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            #expect(
                try await store.write { try claim($0, judge: 1) } == Sample.id(3),
                "the only one they did not draw")
            #expect(try await store.write { try claim($0, judge: 2) } == Sample.id(1))
            #expect(try await store.read { try $0.hasSecondPass(of: Sample.id(2), image: Sample.id(1)) })
            #expect(
                try await store.read { try $0.heldSecondPass(of: Sample.id(2), in: Sample.id(1)) }
                    == Sample.id(1))
            #expect(try await store.write { try claim($0, judge: 3) } == Sample.id(2), "one judge an image")
            #expect(try await store.write { try claim($0, judge: 4) } == nil)
            #expect(try await store.write { try claim($0, judge: 4, judges: 2) } == Sample.id(1))
            // Who went away keeps nobody from it.
            #expect(
                try await store.write {
                    try claim($0, judge: 5, after: 3_600, staleBefore: Sample.start.adding(seconds: 1_800))
                } == Sample.id(1))
            try await store.write {
                try $0.finishSecondPass(
                    of: Sample.id(2), image: Sample.id(1), at: Sample.start.adding(seconds: 20))
            }
            #expect(try await store.read { try $0.heldSecondPass(of: Sample.id(2), in: Sample.id(1)) } == nil)
            let counts = try await store.read {
                try $0.secondPassCounts(
                    for: Sample.id(2), in: Sample.id(1),
                    settings: SecondPassSettings(source: .first, judges: 9),
                    staleBefore: Sample.start)
            }
            #expect(counts.judged == 1)
            #expect(counts.available == 2)
            let finished = try await store.read {
                try $0.secondPassCounts(
                    for: Sample.id(2), in: Sample.id(1),
                    settings: SecondPassSettings(source: .consensus, judges: 9),
                    staleBefore: Sample.start)
            }
            #expect(finished.available == 0, "images that still want answers have no consensus to judge")
        }
    }

    @Test(
        "verdicts come back as they were, count once a shape, and only grow", arguments: TestEngine.available)
    func verdicts(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await fill(store)
            let all = [
                verdict(1), verdict(2, item: "b", verdict: .bad), verdict(3, item: "c", verdict: .corrected),
                verdict(4, judge: 4, verdict: .unsure),
            ]
            try await store.write { tx in for each in all.reversed() { try tx.append(each) } }
            #expect(try await store.read { try $0.secondPassVerdicts(image: Sample.id(1)) } == all)
            #expect(try await store.read { try $0.secondPassVerdicts(in: Sample.id(1)) } == all)
            #expect(try await store.read { try $0.secondPassVerdict(Sample.clientID(3)) } == all[2])
            for again in [verdict(1, item: "z"), verdict(9)] {
                await #expect(throws: BoxwoodError.self) { try await store.write { try $0.append(again) } }
            }
            #expect(throws: (any Error).self) {
                try store.writer.write { db in
                    try db.execute(sql: "UPDATE second_pass_verdict SET verdict = 'good'")
                }
            }
        }
    }

    @Test("settings are replaced, and none means none", arguments: TestEngine.available)
    func settings(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            let wishes: [SecondPassSettings?] = [
                SecondPassSettings(source: .first, judges: 2),
                SecondPassSettings(source: .consensus, judges: 5), nil,
            ]
            for wish in wishes {
                try await store.write { try $0.setSecondPass(wish, of: Sample.id(1)) }
                #expect(try await store.read { try $0.secondPass(of: Sample.id(1)) } == wish)
            }
            for floor in [4.5, 1.0 / 3, nil] {
                try await store.write { try $0.setSpeedFloor(floor, of: Sample.id(1)) }
                #expect(try await store.read { try $0.speedFloor(of: Sample.id(1)) } == floor)
            }
        }
    }

    @Test(
        "of what was thought of a finding the last counts; all of it is kept", arguments: TestEngine.available
    )
    func judgements(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 2)
            func judgement(_ number: Int, _ verdict: BehaviourJudgement.Verdict, flag: String = "f")
                -> BehaviourJudgement
            {
                BehaviourJudgement(
                    id: Sample.clientID(number), projectID: Sample.id(1), flag: flag, personID: Sample.id(1),
                    verdict: verdict, images: number, note: "Note \(number)", judgeID: Sample.id(2),
                    createdAt: Sample.start)
            }
            // All at the same moment: their order is the one in which they came.
            let all = [
                judgement(3, .acted), judgement(1, .withdrawn), judgement(2, .dismissed),
                judgement(4, .acted, flag: "g"),
            ]
            try await store.write { tx in for each in all { try tx.append(each) } }
            let last = try await store.read { try $0.behaviourJudgements(in: Sample.id(1)) }
            #expect(last == ["f": all[2], "g": all[3]])
            #expect(try await store.read { try $0.behaviourJudgement(Sample.clientID(3)) } == all[0])
            await #expect(throws: BoxwoodError.self) { try await store.write { try $0.append(all[1]) } }
            #expect(throws: (any Error).self) {
                try store.writer.write { db in try db.execute(sql: "UPDATE behaviour_judgement SET note = ''")
                }
            }
        }
    }

    @Test("how people worked is told of all, or of one", arguments: TestEngine.available)
    func behaviours(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 2)
            try await store.write { tx in
                for (number, person) in [(1, 2), (2, 1), (3, 2)] {
                    let turn = try tx.take(number, image: number == 3 ? 2 : 1, person: person)
                    try tx.insert(
                        Sample.submission(
                            number, image: turn.imageID, annotator: turn.annotatorID, assignment: turn.id,
                            annotations: [Sample.box(number)]))
                }
            }
            let all = try await store.read { try $0.behaviours(in: Sample.id(1), of: nil) }
            #expect(all.map(\.submissionID) == [Sample.clientID(2), Sample.clientID(1), Sample.clientID(3)])
            #expect(all.allSatisfy { $0.shapes == 1 && $0.activeMilliseconds == 1_500 })
            let own = try await store.read { try $0.behaviours(in: Sample.id(1), of: Sample.id(2)) }
            #expect(own == Array(all.dropFirst()))
        }
    }
}
