import Labeling
import Testing

@testable import Storage

@Suite("Store contract: known answers")
struct GoldContractTests {
    private func item(
        _ number: Int, purpose: GoldItem.Purpose = .stream, limit: Int? = nil
    ) -> GoldItem {
        GoldItem(
            id: Sample.id(number), projectID: Sample.id(1), imageID: Sample.id(number), purpose: purpose,
            reason: "",
            answers: [
                GoldAnswer(
                    id: Sample.clientID(number), origin: .given,
                    parts: [GoldAnswer.Part(annotation: Sample.box(number), clause: "Mark every car.")])
            ], maximumExposures: limit, authorID: Sample.id(1),
            createdAt: Sample.start.adding(seconds: Int64(number)))
    }

    private func turn(_ number: Int, image: Int, person: Int) -> Assignment {
        Sample.assignment(number, image: Sample.id(image), annotator: Sample.id(person))
    }

    private func result(right: Int, missed: Int) -> GoldResult {
        GoldResult(
            answerID: Sample.clientID(1), iouThreshold: 0.5,
            pairs: (0..<right).map {
                GoldResult.Pair(
                    drawn: Sample.clientID($0), known: Sample.clientID(100 + $0), iou: 0.75,
                    isRightClass: true,
                    looseness: [1, -2.5, 0, 1.0 / 3])
            }, missed: (0..<missed).map { Sample.clientID(200 + $0) }, extra: [])
    }

    @Test(
        "items come back as they were, leave the queue, and return to it when void",
        arguments: TestEngine.available)
    func items(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 2, replication: 2)
            let (first, second) = (item(1), item(2, purpose: .exam, limit: 1))
            #expect(try await store.read { try !$0.hasGold(Sample.id(1)) })
            try await store.write { tx in
                try tx.insert(second)
                try tx.insert(first)
            }
            #expect(try await store.read { try $0.hasGold(Sample.id(1)) })
            #expect(try await store.read { try $0.goldItems(of: Sample.id(1)) } == [first, second])
            #expect(try await store.read { try $0.goldItem(image: Sample.id(2)) } == second)
            #expect(
                try await store.read {
                    try $0.nextFreeImage(for: Sample.id(1), in: Sample.id(1), withFewerThan: nil)
                }
                    == Sample.id(3))
            await #expect(throws: BoxwoodError.self) { try await store.write { try $0.insert(first) } }
            var changed = first
            changed.state = .voided
            changed.reason = "It is a statue."
            let voided = changed
            #expect(try await store.write { try $0.update(voided, expectedRevision: 1, slots: 2) })
            #expect(
                try await store.write { try !$0.update(voided, expectedRevision: 1, slots: 2) },
                "somebody was faster")
            let kept = try #require(try await store.read { try $0.goldItem(first.id) })
            #expect(kept.state == .voided && kept.reason == "It is a statue." && kept.revision == 2)
            #expect(
                try await store.read {
                    try $0.nextFreeImage(for: Sample.id(1), in: Sample.id(1), withFewerThan: nil)
                }
                    == Sample.id(1))
        }
    }

    @Test(
        "the pool gives what few people met, nothing twice, and no more than its limit",
        arguments: TestEngine.available)
    func pool(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 3, people: 4)
            let items = [item(1), item(2), item(3, purpose: .practice)]
            try await store.write { tx in for each in items { try tx.insert(each) } }
            func fresh(_ person: Int, limit: Int = 9) async throws -> GoldItemID? {
                try await store.read {
                    try $0.freshGold(
                        for: Sample.id(person), in: Sample.id(1), purpose: .stream, limit: limit)?.id
                }
            }
            #expect(try await fresh(1) == Sample.id(1))
            let claimed = try await store.write {
                try $0.claimGold(items[0], for: turn(1, image: 1, person: 1), limit: 1, exam: nil)
            }
            #expect(claimed)
            #expect(try await fresh(1) == Sample.id(2), "never the same again")
            #expect(try await fresh(2) == Sample.id(2), "few people met it")
            let beyond = try await store.write {
                try $0.claimGold(items[0], for: turn(2, image: 1, person: 2), limit: 1, exam: nil)
            }
            #expect(!beyond)
            #expect(
                try await store.read { try $0.assignment(of: Sample.id(2), image: Sample.id(1)) } == nil,
                "nothing of a refused claim stays")
            #expect(try await fresh(2, limit: 1) == Sample.id(2))
            let count = try await store.read {
                try $0.freshGoldCount(for: Sample.id(3), in: Sample.id(1), purpose: .stream, limit: 9)
            }
            #expect(count == 2)
            #expect(try await store.read { try $0.goldItem(Sample.id(1)) }?.exposures == 1)
        }
    }

    @Test("a turn is unscored until its result is there", arguments: TestEngine.available)
    func results(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 2, people: 2)
            try await store.write { tx in
                for number in 1...2 {
                    try tx.insert(item(number))
                    let held = turn(number, image: number, person: 1)
                    #expect(try tx.claimGold(item(number), for: held, limit: 9, exam: nil))
                    if number == 1 { try tx.answer(held, number: number) }
                }
            }
            #expect(try await store.read { try $0.unscoredGoldTurns() } == [Sample.id(1)])
            let scored = result(right: 2, missed: 1)
            try await store.write { try $0.put(scored, of: Sample.id(1)) }
            #expect(try await store.read { try $0.unscoredGoldTurns() }.isEmpty)
            let kept = try #require(try await store.read { try $0.goldTurn(Sample.id(1)) })
            #expect(kept.result == scored && kept.purpose == .stream && kept.answeredAt != nil)
            #expect(try await store.read { try $0.goldTurn(Sample.id(2)) }?.answeredAt == nil)
            let own = try await store.read { try $0.goldTurns(of: Sample.id(1), in: Sample.id(1)) }
            #expect(Set(own.map(\.assignmentID)) == [Sample.id(1), Sample.id(2)])
            #expect(try await store.read { try $0.goldTurns(of: Sample.id(1)) } == [kept])
            #expect(try await store.read { try $0.goldTurns(in: Sample.id(1)) }.count == 2)
            let scores = try await store.read { try $0.goldScores(of: Sample.id(1)) }
            #expect(scores.map(\.score) == [scored.score])
            #expect(try await store.read { try $0.taskCount(of: Sample.id(1), in: Sample.id(1)) } == 2)
        }
    }

    @Test("an attempt at an exam ends once and is kept with its rules", arguments: TestEngine.available)
    func exams(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 2)
            var asked = GoldSettings.Exam()
            asked.minimumF1 = 1.0 / 3
            let rules = asked
            @Sendable func exam(_ number: Int, id: Int) -> GoldExam {
                GoldExam(
                    id: Sample.id(id), projectID: Sample.id(1), annotatorID: Sample.id(1), number: number,
                    rules: rules, startedAt: Sample.start.adding(seconds: Int64(number)))
            }
            var first = exam(1, id: 5)
            try await store.write { [first] in try $0.put(first) }
            first.finishedAt = Sample.start.adding(seconds: 60)
            first.outcome = GoldExam.Outcome(f1: 2.0 / 3, classAccuracy: 1, isPassed: true)
            let (ended, second) = (first, exam(2, id: 4))
            try await store.write { tx in
                try tx.put(ended)
                try tx.put(second)
            }
            #expect(try await store.read { try $0.goldExam(ended.id) } == ended)
            #expect(
                try await store.read { try $0.goldExams(of: Sample.id(1), in: Sample.id(1)) } == [
                    ended, second,
                ])
            #expect(try await store.read { try $0.goldExams(in: Sample.id(1)) } == [ended, second])
            await #expect(throws: BoxwoodError.self) { try await store.write { try $0.put(exam(2, id: 6)) } }
        }
    }

    @Test("an objection is made once and decided once; people are told", arguments: TestEngine.available)
    func disputes(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 2)
            @Sendable func dispute(_ number: Int) -> GoldDispute {
                GoldDispute(
                    id: Sample.clientID(number), projectID: Sample.id(1), itemID: Sample.id(1),
                    assignmentID: Sample.id(1), annotatorID: Sample.id(1), reason: "It is not there.",
                    createdAt: Sample.start)
            }
            try await store.write { tx in
                try tx.insert(item(1))
                #expect(try tx.claimGold(item(1), for: turn(1, image: 1, person: 1), limit: 9, exam: nil))
                try tx.insert(dispute(1))
            }
            #expect(try await store.read { try $0.goldDispute(of: Sample.id(1)) } == dispute(1))
            await #expect(throws: BoxwoodError.self) { try await store.write { try $0.insert(dispute(2)) } }
            func decide(_ ruling: GoldDispute.Ruling) async throws -> Bool {
                try await store.write {
                    try $0.decide(
                        Sample.clientID(1), ruling, reply: "You are right.", by: Sample.id(2),
                        at: Sample.start.adding(seconds: 60))
                }
            }
            #expect(try await decide(.fixed))
            #expect(try await !decide(.upheld))
            let decided = try #require(try await store.read { try $0.goldDisputes(in: Sample.id(1)) }.first)
            #expect(decided.ruling == .fixed && decided.reply == "You are right.")
            #expect(try await store.read { try $0.goldDispute(Sample.clientID(1)) } == decided)

            let notices = (1...3).map { number in
                GoldNotice(
                    id: Sample.id(number), projectID: Sample.id(1), annotatorID: Sample.id(1),
                    kind: .scoreChanged,
                    assignmentID: Sample.id(1), detail: "50 100",
                    createdAt: Sample.start.adding(seconds: Int64(number)))
            }
            try await store.write { tx in for notice in notices { try tx.insert(notice) } }
            #expect(
                try await store.read { try $0.goldNotices(of: Sample.id(1), in: Sample.id(1), limit: 2) }
                    == [notices[2], notices[1]])
            let seen = Sample.start.adding(seconds: 99)
            try await store.write { try $0.markNoticesSeen(of: Sample.id(1), in: Sample.id(1), at: seen) }
            let after = try await store.read {
                try $0.goldNotices(of: Sample.id(1), in: Sample.id(1), limit: 9)
            }
            #expect(after.allSatisfy { $0.seenAt == seen })
        }
    }

    @Test("nobody is paused twice at a time", arguments: TestEngine.available)
    func pauses(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 2)
            @Sendable func pause(_ number: Int) -> GoldPause {
                GoldPause(
                    id: Sample.id(number), projectID: Sample.id(1), annotatorID: Sample.id(1),
                    reason: "Please call.",
                    authorID: Sample.id(2), startedAt: Sample.start.adding(seconds: Int64(number)))
            }
            #expect(try await store.write { try $0.insert(pause(1)) })
            #expect(try await store.write { try !$0.insert(pause(2)) })
            func end(_ person: Int) async throws -> Bool {
                try await store.write {
                    try $0.endPause(
                        of: Sample.id(person), in: Sample.id(1), at: Sample.start.adding(seconds: 60),
                        by: Sample.id(2))
                }
            }
            #expect(try await !end(2), "only who is paused can be let go on")
            #expect(try await end(1))
            #expect(try await !end(1))
            #expect(try await store.write { try $0.insert(pause(3)) })
            let all = try await store.read { try $0.goldPauses(of: Sample.id(1), in: Sample.id(1)) }
            #expect(all.map(\.id) == [Sample.id(3), Sample.id(1)])
            #expect(all.map { $0.endedBy } == [nil, Sample.id(2)])
            #expect(try await store.read { try $0.goldPauses(in: Sample.id(1)) } == all)
        }
    }

    @Test("settings are changed from the revision that was seen", arguments: TestEngine.available)
    func settings(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.fill(images: 1, people: 1)
            #expect(try await store.read { try $0.goldSettings(of: Sample.id(1)) } == nil)
            var settings = GoldSettings()
            settings.exam = GoldSettings.Exam()
            let record = GoldSettingsRecord(projectID: Sample.id(1), settings: settings, seed: -7)
            #expect(try await store.write { try $0.put(record, expectedRevision: nil) })
            let kept = try #require(try await store.read { try $0.goldSettings(of: Sample.id(1)) })
            #expect(kept.settings == settings && kept.seed == -7 && kept.revision == 1)
            var next = kept
            next.settings.rate = 1.0 / 3
            let changed = next
            #expect(try await store.write { try $0.put(changed, expectedRevision: 1) })
            #expect(try await store.write { try !$0.put(changed, expectedRevision: 1) })
            let now = try #require(try await store.read { try $0.goldSettings(of: Sample.id(1)) })
            #expect(now.settings.rate == 1.0 / 3 && now.revision == 2)
        }
    }
}
