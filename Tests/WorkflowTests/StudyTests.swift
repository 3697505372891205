import Agreement
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Planning from a pilot")
struct StudyTests {
    let bench: Bench
    let rolf: Principal
    let id: ProjectID

    /// Eight images that four people answered; one of them misses every cat.
    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: 4, by: rolf)
        id = project.project.id
        try await bench.place(images: (0..<8).map { "\($0).png" }, in: id)
        for person in 0..<4 {
            let member = try await bench.member("P\(person)", of: id)
            var number = 0
            while let item = try await bench.next(in: id, for: member) {
                number += 1
                let drawn: [Annotation] =
                    person == 3 ? [] : [.box(person * 100 + number, project.labels[0].id)]
                try await bench.submit(drawn, to: item, by: member)
            }
        }
    }

    @Test("each plan has its errors and its bill, and the cheapest that meets the target is recommended")
    func report() async throws {
        let terms = PayTerms(currency: "EUR", price: 20, feeBasisPoints: 1_000)
        let study = StudyReplication(bench.environment)
        let report = try await study(
            StudyDraft(errors: 0.6, images: 1_000, terms: terms), in: id, by: rolf)
        #expect(report.study.images == 8 && report.study.fewestAnswers == 4 && report.study.known == 0)
        #expect(report.rows.map(\.plan.way) == [.fixed(1), .fixed(2), .fixed(3), .rules])
        #expect(report.rows[0].bill?.total == 22_000 && report.rows[2].bill?.total == 66_000)
        let best = try #require(report.rows.first { $0.isRecommended })
        let cheaper = report.rows.filter { $0.plan.answers < best.plan.answers }
        #expect(cheaper.allSatisfy { $0.plan.errors.high.map { $0 > 0.6 } ?? true })
        #expect(try #require(best.plan.errors.high) <= 0.6)
    }

    @Test("targets and images are checked by name; an annotator learns nothing")
    func refusals() async throws {
        let study = StudyReplication(bench.environment)
        #expect(
            try await refusal { try await study(StudyDraft(errors: 0), in: id, by: rolf) }?.field == "errors")
        #expect(
            try await refusal { try await study(StudyDraft(errors: 1, images: -1), in: id, by: rolf) }?.field
                == "images")
        let ada = try await bench.member("Ada", of: id)
        #expect(
            try await refusal { try await study(StudyDraft(errors: 1), in: id, by: ada) }?.code == .forbidden)
    }

    @Test("the recommendation states the rate of gold: what it tells, the images it takes, and its bill")
    func gold() async throws {
        let terms = PayTerms(currency: "EUR", price: 20, feeBasisPoints: 1_000)
        let study = StudyReplication(bench.environment)
        var draft = StudyDraft(errors: 0.6, images: 1_000, terms: terms)
        let report = try await study(draft, in: id, by: rolf)
        let best = try #require(report.rows.first { $0.isRecommended })
        let gold = try #require(report.gold)
        // Four people share the work; one of them finds nothing, and scores 0 where the others score 1.
        #expect(gold.study.people == 4 && gold.study.score.value == 0.75)
        let answers = try #require(best.bill?.answers)
        #expect(gold.study.answers == answers)
        let row = try #require(gold.rows.first { $0.isRecommended })
        #expect(row.plan.width <= 0.2)
        #expect(gold.rows.prefix { !$0.isRecommended }.allSatisfy { $0.plan.width > 0.2 })
        #expect(row.plan.answers == 4 * row.plan.perPerson && row.items == row.plan.perPerson)
        #expect(row.bill?.total == row.plan.answers * 22)
        #expect(row.together?.total == (answers + row.plan.answers) * 22)

        draft.people = 2_000
        draft.goldWidth = 0.1
        let crowd = try #require(try await study(draft, in: id, by: rolf).gold)
        #expect(crowd.rows.allSatisfy { !$0.isRecommended }, "nobody does enough to be known")
        draft.people = 200
        draft.goldWidth = 0.5
        let many = try #require(try await study(draft, in: id, by: rolf).gold)
        #expect(many.rows.allSatisfy { $0.items >= $0.plan.answers / 50 }, "an item is met by 50 at most")
        draft.goldWidth = 1
        #expect(try await refusal { try await study(draft, in: id, by: rolf) }?.field == "goldWidth")
        draft.goldWidth = 0.2
        draft.people = 0
        #expect(try await refusal { try await study(draft, in: id, by: rolf) }?.field == "people")
    }
}
